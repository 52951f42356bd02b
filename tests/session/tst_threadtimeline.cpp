// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timeline.h"

#include "edittesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Thread = QStringLiteral("/_matrix/client/v1/rooms/!r:x/relations/$root/m.thread");

QString eventPath(const char *id)
{
    return QStringLiteral("/rooms/!r:x/event/") + QString::fromLatin1(id);
}

QJsonObject related(const QString &id, const QJsonObject &relation, const UserId &sender = bob)
{
    return event(id, sender, QStringLiteral("m.room.message"),
                 {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                  {QStringLiteral("body"), id},
                  {QStringLiteral("m.relates_to"), relation}});
}

QJsonObject inThread(const QString &id, const UserId &sender = bob)
{
    return related(id,
                   {{QStringLiteral("rel_type"), QStringLiteral("m.thread")},
                    {QStringLiteral("event_id"), QStringLiteral("$root")}},
                   sender);
}

QJsonObject reply(const QString &id, const QString &target)
{
    return related(id,
                   {{QStringLiteral("m.in_reply_to"), QJsonObject{{QStringLiteral("event_id"), target}}}});
}

QJsonObject root()
{
    return message(QStringLiteral("$root"));
}

QJsonObject redaction(const QString &id, const QString &of)
{
    QJsonObject object =
        event(id, me, QStringLiteral("m.room.redaction"),
              {{QStringLiteral("redacts"), of}, {QStringLiteral("reason"), QStringLiteral("spam")}});
    object.insert(QStringLiteral("redacts"), of);
    return object;
}

QByteArray threadPage(const QJsonArray &events, const QString &next = {})
{
    QJsonObject object{{QStringLiteral("chunk"), events}};
    if (!next.isEmpty())
        object.insert(QStringLiteral("next_batch"), next);
    return toText(object);
}

}

/// Threads, and what replies answer elsewhere.
class TestThreadTimeline : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<Timeline> m_timeline;

    void open(const EventId &thread = EventId(QStringLiteral("$root")))
    {
        m_timeline =
            std::make_unique<Timeline>(room, me, *m_bench->api, *m_bench->store, *m_queue, EventId(), thread);
        m_timeline->open({});
        m_bench->settle();
    }
    void commit(const QJsonArray &events, const QString &previous = {}, bool isLimited = false)
    {
        const auto batch = m_bench->commit(sync(QStringLiteral("p"), joined(events, previous, isLimited)));
        for (const CommittedRoom &each : batch.rooms) {
            if (m_timeline)
                m_timeline->apply(each);
        }
        m_bench->settle();
    }
    QStringList shown() const
    {
        QStringList result;
        for (const TimelineItem &row : m_timeline->items())
            result << row.event.toString();
        return result;
    }
    static QStringList list(const char *words) { return QString::fromLatin1(words).split(u' '); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_timeline.reset();
        m_queue.reset();
        m_bench.reset();
    }

    void whatIsDeletedStaysInItsThread()
    {
        QJsonObject redaction = testing::event(QStringLiteral("$x"), bob, QStringLiteral("m.room.redaction"),
                                               {{QStringLiteral("redacts"), QStringLiteral("$1")}});
        redaction.insert(QStringLiteral("redacts"), QStringLiteral("$1"));
        commit({create(), root(), inThread(QStringLiteral("$1")), inThread(QStringLiteral("$2")), redaction});
        open();
        QCOMPARE(shown(), list("$root $1 $2"));
        QVERIFY(m_timeline->items().at(1).kind == TimelineItem::Kind::Redacted);
        open({});
        QCOMPARE(shown(), list("$create $root"));
        QCOMPARE(m_timeline->items().last().thread->count, 1);
    }
    void aStoredThreadNeedsNoServer()
    {
        commit({create(), root(), inThread(QStringLiteral("$1")), message(QStringLiteral("$other")),
                inThread(QStringLiteral("$2"))});
        open();
        QCOMPARE(shown(), list("$root $1 $2"));
        QVERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(m_bench->server.sent().size(), 0);
        commit({message(QStringLiteral("$3")), inThread(QStringLiteral("$4"))});
        QCOMPARE(shown(), list("$root $1 $2 $4"));
        // The room counts them, and does not show them.
        open(EventId());
        QCOMPARE(shown().mid(1), list("$root $other $3"));
        QCOMPARE(m_timeline->items().at(1).thread->count, 3);
        commit({inThread(QStringLiteral("$5"))});
        QCOMPARE(m_timeline->items().at(1).thread->count, 4);
        QCOMPARE(m_timeline->items().at(1).thread->text, QStringLiteral("$5"));
    }
    void theServerHasTheRest()
    {
        commit({message(QStringLiteral("$other")), inThread(QStringLiteral("$3"))}, QStringLiteral("t"),
               true);
        m_bench->server.expects(Method::Get, Thread)
            .replies(200, threadPage({inThread(QStringLiteral("$3")), inThread(QStringLiteral("$2"))},
                                     QStringLiteral("n")));
        m_bench->server.expects(Method::Get, Thread)
            .replies(200, threadPage({inThread(QStringLiteral("$1"))}));
        m_bench->server.expects(Method::Get, eventPath("$root")).replies(200, toText(root()));
        open();
        QTRY_VERIFY(m_timeline->older() != Timeline::Older::Loading);
        while (m_timeline->older() == Timeline::Older::More) {
            m_timeline->loadOlder();
            m_bench->settle();
            QTRY_VERIFY(m_timeline->older() != Timeline::Older::Loading);
        }
        QCOMPARE(shown(), list("$root $1 $2 $3"));
        QVERIFY(m_timeline->older() == Timeline::Older::Start);
        // None of it has a place in the history.
        QCOMPARE(m_bench->storedIds(), list("$other $3"));
        commit({inThread(QStringLiteral("$4"))});
        QCOMPARE(shown(), list("$root $1 $2 $3 $4"));
    }
    void whatTheServerHasSaysWhatItWasEditedTo()
    {
        commit({message(QStringLiteral("$other")), inThread(QStringLiteral("$2"))}, QStringLiteral("t"),
               true);
        m_bench->server.expects(Method::Get, Thread)
            .replies(200,
                     threadPage({withEdit(inThread(QStringLiteral("$1")), QStringLiteral("new words"))}));
        m_bench->server.expects(Method::Get, eventPath("$root"))
            .replies(200, toText(withEdit(root(), QStringLiteral("another question"))));
        open();
        QTRY_VERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(shown(), list("$root $1 $2"));
        QCOMPARE(m_timeline->items().at(0).text, QStringLiteral("another question"));
        QVERIFY(m_timeline->items().at(0).isEdited);
        QCOMPARE(m_timeline->items().at(1).text, QStringLiteral("new words"));
    }
    void whatIsAnsweredSaysWhatItWasEditedTo()
    {
        commit({create(), reply(QStringLiteral("$r"), QStringLiteral("$far"))});
        open(EventId());
        m_bench->server.expects(Method::Get, eventPath("$far"))
            .replies(200, toText(withEdit(message(QStringLiteral("$far")), QStringLiteral("said better"))));
        m_timeline->wantReply(QStringLiteral("$r"));
        m_bench->settle();
        QTRY_VERIFY(m_timeline->items().last().reply->isKnown);
        QCOMPARE(m_timeline->items().last().reply->text, QStringLiteral("said better"));
    }
    void whatOnlyTheServerHasOpensInItsPlace()
    {
        commit({message(QStringLiteral("$other")), inThread(QStringLiteral("$3"))}, QStringLiteral("t"),
               true);
        QJsonObject closed = inThread(QStringLiteral("$2"));
        QJsonObject content = closed.value(QStringLiteral("content")).toObject();
        content.insert(QStringLiteral("session_id"), QStringLiteral("s"));
        closed.insert(QStringLiteral("content"), content);
        closed.insert(QStringLiteral("type"), QStringLiteral("m.room.encrypted"));
        m_bench->server.expects(Method::Get, Thread)
            .replies(200,
                     threadPage({inThread(QStringLiteral("$3")), closed, inThread(QStringLiteral("$1"))}));
        m_bench->server.expects(Method::Get, eventPath("$root")).replies(200, toText(root()));
        open();
        QTRY_VERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(shown(), list("$root $1 $2 $3"));
        QVERIFY(m_timeline->items().at(2).kind == TimelineItem::Kind::Encrypted);

        auto committed = m_bench->commit(sync(QStringLiteral("p"), joined({}))).rooms.value(0);
        StoredEvent stored;
        stored.event.id = EventId(QStringLiteral("$2"));
        stored.event.sender = bob;
        stored.event.type = QStringLiteral("m.room.message");
        stored.event.content =
            toText(inThread(QStringLiteral("$2")).value(QStringLiteral("content")).toObject());
        committed.changed = {stored};
        m_timeline->apply(committed);
        QCOMPARE(shown(), list("$root $1 $2 $3"));
        QCOMPARE(m_timeline->items().at(2).text, QStringLiteral("$2"));
    }
    void whatOnlyTheServerHasIsDeleted()
    {
        const auto isDeleted = [](const TimelineItem &row) {
            return row.kind == TimelineItem::Kind::Redacted && row.text.contains(u"spam") &&
                   row.text.contains(me.toString()) && !row.isEdited && row.reactions.isEmpty();
        };
        // One that was deleted while the answer was on its way, one afterwards.
        commit({message(QStringLiteral("$other")), inThread(QStringLiteral("$3")),
                redaction(QStringLiteral("$x2"), QStringLiteral("$2"))},
               QStringLiteral("t"), true);
        m_bench->server.expects(Method::Get, Thread)
            .replies(200, threadPage({inThread(QStringLiteral("$2")),
                                      withEdit(inThread(QStringLiteral("$1")), QStringLiteral("new"))}));
        m_bench->server.expects(Method::Get, eventPath("$root")).replies(200, toText(root()));
        open();
        QTRY_VERIFY(m_timeline->older() == Timeline::Older::Start);
        QCOMPARE(shown(), list("$root $1 $2 $3"));
        QVERIFY(isDeleted(m_timeline->items().at(2)));
        QCOMPARE(m_timeline->items().at(1).text, QStringLiteral("new"));
        // Its edit is taken back, then the whole of it.
        commit({redaction(QStringLiteral("$xe"), QStringLiteral("$1e"))});
        QCOMPARE(m_timeline->items().at(1).text, QStringLiteral("$1"));
        commit({redaction(QStringLiteral("$x1"), QStringLiteral("$1")),
                redaction(QStringLiteral("$x0"), QStringLiteral("$root"))});
        QCOMPARE(shown(), list("$root $1 $2 $3"));
        QVERIFY(isDeleted(m_timeline->items().at(0)));
        QVERIFY(isDeleted(m_timeline->items().at(1)));
        QVERIFY(!isDeleted(m_timeline->items().at(3)));
    }
    void whatIsAnsweredIsDeleted()
    {
        commit({create(), reply(QStringLiteral("$r"), QStringLiteral("$far"))});
        open(EventId());
        m_bench->server.expects(Method::Get, eventPath("$far"))
            .replies(200, toText(message(QStringLiteral("$far"))));
        m_timeline->wantReply(QStringLiteral("$r"));
        m_bench->settle();
        QTRY_VERIFY(m_timeline->items().last().reply->isKnown);
        commit({redaction(QStringLiteral("$xf"), QStringLiteral("$far"))});
        QVERIFY(m_timeline->items().last().reply->isRedacted);
        QCOMPARE(m_timeline->items().last().reply->text, QString());
    }
    void aServerWithoutThreads()
    {
        commit({create(), root(), inThread(QStringLiteral("$1"))});
        commit({inThread(QStringLiteral("$2"))}, QStringLiteral("t"), true);
        m_bench->server.expects(Method::Get, Thread)
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED','error':'no'}"));
        open();
        QTRY_VERIFY(m_timeline->older() != Timeline::Older::Loading);
        QCOMPARE(shown(), list("$root $1 $2"));
    }
    void whatAReplyAnswersIsFetchedOnce()
    {
        commit({create(), reply(QStringLiteral("$1"), QStringLiteral("$far"))});
        open(EventId());
        QCOMPARE(m_bench->server.sent().size(), 0); // only what somebody looks at
        m_bench->server.expects(Method::Get, eventPath("$far"))
            .replies(200, toText(message(QStringLiteral("$far"), bob, QStringLiteral("far away"))));
        m_timeline->wantReply(QStringLiteral("$1"));
        m_timeline->wantReply(QStringLiteral("$1"));
        m_bench->settle();
        QTRY_VERIFY(m_timeline->items().last().reply->isKnown);
        QCOMPARE(m_timeline->items().last().reply->text, QStringLiteral("far away"));
        m_timeline->wantReply(QStringLiteral("$1"));
        m_timeline->wantReply(QStringLiteral("$create"));
        m_timeline->wantReply(QStringLiteral("none"));
        QVERIFY(!m_bench->storedIds().contains(QStringLiteral("$far")));
        // What is read anew knows nothing of it.
        m_timeline->jumpToLatest();
        QTRY_VERIFY(!m_timeline->items().last().reply->isKnown);
        m_bench->server.expects(Method::Get, eventPath("$far"))
            .replies(200, toText(message(QStringLiteral("$far"), bob, QStringLiteral("far away"))));
        m_timeline->wantReply(QStringLiteral("$1"));
        m_bench->settle();
        QTRY_VERIFY(m_timeline->items().last().reply->isKnown);
    }
    void anotherEventIsNoAnswer()
    {
        commit({create(), reply(QStringLiteral("$1"), QStringLiteral("$far"))});
        open(EventId());
        m_bench->server.expects(Method::Get, eventPath("$far"))
            .replies(200, toText(message(QStringLiteral("$near"))));
        m_timeline->wantReply(QStringLiteral("$1"));
        m_bench->settle();
        QVERIFY(!m_timeline->items().last().reply->isKnown);
        m_timeline->wantReply(QStringLiteral("$1"));
        QCOMPARE(m_bench->server.sent().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestThreadTimeline)
#include "tst_threadtimeline.moc"
