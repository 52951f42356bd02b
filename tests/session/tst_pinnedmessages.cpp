// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pinnedmessages.h"

#include "edittesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

using State = PinnedMessages::Pin::State;

QString path(const QString &id)
{
    return u"/_matrix/client/v3/rooms/!r:x/event/"_qs + id;
}

}

class TestPinnedMessages : public QObject
{
    Q_OBJECT

    static QStringList texts(const PinnedMessages &messages)
    {
        QStringList result;
        for (const PinnedMessages::Pin &pin : messages.pins())
            result << (pin.state == State::Here ? pin.row.text
                                                : (pin.state == State::Missing ? u"missing"_qs : u"…"_qs));
        return result;
    }

private Q_SLOTS:
    void theLastPinnedComesFirst()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), message(u"$b"_qs)})));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$a"_qs), EventId(u"$b"_qs)});
        QCOMPARE(texts(messages), QStringList({u"…"_qs, u"…"_qs}));
        bench.settle();
        QTRY_COMPARE(texts(messages), QStringList({u"$b"_qs, u"$a"_qs}));
    }
    void sayWhatTheyWereEditedTo()
    {
        Bench bench;
        const QJsonObject edit = testing::event(
            u"$e"_qs, bob, u"m.room.message"_qs,
            QJsonDocument::fromJson(
                jsonText("{'msgtype':'m.text','body':'* new','m.new_content':{'msgtype':'m.text',"
                         "'body':'new'},'m.relates_to':{'rel_type':'m.replace','event_id':'$a'}}"))
                .object());
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), message(u"$b"_qs), edit})));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$a"_qs), EventId(u"$e"_qs)});
        bench.settle();
        QTRY_COMPARE(texts(messages), QStringList({u"new"_qs, u"new"_qs}));
    }
    void whatIsNotStoredIsFetched()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, path(u"$old"_qs)).replies(200, toText(message(u"$old"_qs)));
        bench.server.expects(Method::Get, path(u"$gone"_qs))
            .replies(404, jsonText("{'errcode':'M_NOT_FOUND','error':'none'}"));
        bench.server.expects(Method::Get, path(u"$lie"_qs)).replies(200, toText(message(u"$other"_qs)));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$lie"_qs), EventId(u"$gone"_qs), EventId(u"$old"_qs)});
        QTRY_COMPARE(texts(messages), QStringList({u"$old"_qs, u"missing"_qs, u"missing"_qs}));
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void whatIsFetchedSaysWhatItWasEditedToHere()
    {
        Bench bench;
        const auto edit = [](const char *id, const UserId &sender, const char *body) {
            const QByteArray content =
                QByteArray("{'msgtype':'m.text','body':'* x','m.new_content':{'body':'") + body +
                "'},'m.relates_to':{'rel_type':'m.replace','event_id':'$old'}}";
            return testing::event(QLatin1String(id), sender, u"m.room.message"_qs, json(content.constData()));
        };
        bench.commit(
            sync(u"s1"_qs, joined({message(u"$a"_qs), edit("$e", bob, "new"), edit("$f", me, "evil")})));
        bench.server.expects(Method::Get, path(u"$old"_qs)).replies(200, toText(message(u"$old"_qs)));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$old"_qs)});
        QTRY_COMPARE(texts(messages), QStringList{u"new"_qs});
    }
    void whatIsFetchedSaysWhatTheServerSaysItWasEditedTo()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        const auto answers = [&bench](const QString &body) {
            bench.server.expects(Method::Get, path(u"$old"_qs))
                .replies(200, toText(withEdit(message(u"$old"_qs), body, 5)));
        };
        answers(u"newer"_qs);
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$old"_qs)});
        QTRY_COMPARE(texts(messages), QStringList{u"newer"_qs});
        // The newest wins.
        bench.commit(sync(u"s2"_qs, joined({editOf(u"$old"_qs, u"$f"_qs, u"newest"_qs, 9)})));
        answers(u"newer"_qs);
        messages.load(room, {EventId(u"$old"_qs)});
        QTRY_COMPARE(texts(messages), QStringList{u"newest"_qs});
    }
    void asksAgainOnlyOfWhatASyncChanged()
    {
        Bench bench;
        const auto pins = [](const QString &id, const QStringList &events) {
            return state(id, u"m.room.pinned_events"_qs,
                         {{u"pinned"_qs, QJsonArray::fromStringList(events)}});
        };
        const QStringList both{u"$gone"_qs, u"$a"_qs};
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), message(u"$b"_qs), pins(u"$p1"_qs, both)})));
        auto &gone = bench.server.expects(Method::Get, path(u"$gone"_qs));
        gone.replies(404, jsonText("{'errcode':'M_NOT_FOUND','error':'none'}")).always();
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$gone"_qs), EventId(u"$a"_qs)});
        QTRY_COMPARE(texts(messages), QStringList({u"$a"_qs, u"missing"_qs}));
        QSignalSpy changed(&messages, &PinnedMessages::changed);
        QSignalSpy pinChanged(&messages, &PinnedMessages::pinChanged);
        const auto apply = [&](const QJsonObject &event, const QString &position) {
            const CommittedBatch batch = bench.commit(sync(position, joined({event})));
            messages.apply(batch.rooms.constFirst());
            bench.settle();
        };
        // Somebody talks.
        apply(message(u"$c"_qs), u"s2"_qs);
        QCOMPARE(changed.size() + pinChanged.size(), 0);
        QCOMPARE(gone.asked(), 1);
        // What is pinned is edited, and then deleted.
        apply(testing::event(u"$e"_qs, bob, u"m.room.message"_qs,
                             json("{'msgtype':'m.text','body':'* new','m.new_content':{'msgtype':'m.text',"
                                  "'body':'new'},'m.relates_to':{'rel_type':'m.replace','event_id':'$a'}}")),
              u"s3"_qs);
        QTRY_COMPARE(texts(messages), QStringList({u"new"_qs, u"missing"_qs}));
        QCOMPARE(pinChanged.size(), 1);
        QCOMPARE(pinChanged.constFirst().constFirst().toLongLong(), 0);
        QJsonObject redaction = testing::event(u"$r"_qs, bob, u"m.room.redaction"_qs, {});
        redaction.insert(u"redacts"_qs, u"$a"_qs);
        apply(redaction, u"s4"_qs);
        QTRY_VERIFY(messages.pins().constFirst().row.kind == TimelineItem::Kind::Redacted);
        // Another is pinned.
        apply(pins(u"$p2"_qs, {u"$gone"_qs, u"$a"_qs, u"$b"_qs}), u"s5"_qs);
        QTRY_COMPARE(texts(messages).constFirst(), u"$b"_qs);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(gone.asked(), 1);
    }
    void sayNothingOfWhomOneIgnores()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs, bob), message(u"$b"_qs, me)})));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$a"_qs), EventId(u"$b"_qs)});
        QTRY_COMPARE(texts(messages), QStringList({u"$b"_qs, u"$a"_qs}));
        messages.setHiding([](const UserId &) { return Hiding{Hiding::Way::LeftOut, {}, {}}; });
        QTRY_VERIFY(texts(messages).constLast() != u"$a"_qs);
        QCOMPARE(texts(messages).constFirst(), u"$b"_qs);
        QCOMPARE(messages.pins().constLast().row.event, EventId(u"$a"_qs));
        messages.setHiding({});
        QTRY_COMPARE(texts(messages).constLast(), u"$a"_qs);
    }
    void whatIsKnownStaysWhenThePinsChange()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), message(u"$b"_qs)})));
        PinnedMessages messages(*bench.api, *bench.store, me);
        messages.load(room, {EventId(u"$a"_qs)});
        QTRY_COMPARE(texts(messages), QStringList{u"$a"_qs});
        messages.load(room, {EventId(u"$a"_qs), EventId(u"$b"_qs)});
        QCOMPARE(texts(messages), QStringList({u"…"_qs, u"$a"_qs}));
        QTRY_COMPARE(texts(messages), QStringList({u"$b"_qs, u"$a"_qs}));
        messages.load(room, {});
        QCOMPARE(texts(messages), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestPinnedMessages)
#include "tst_pinnedmessages.moc"
