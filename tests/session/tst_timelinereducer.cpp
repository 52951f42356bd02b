// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/displayname.h"
#include "reducertesting.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

/// A row for a failure's message.
QString words(const TimelineItem &row)
{
    return QStringList{row.key,
                       row.sender.toString(),
                       row.senderName,
                       row.text,
                       QString::number(row.ts),
                       QString::number(int(row.kind)),
                       QString::number(int(row.state)),
                       row.isMention ? s("mention") : s("-"),
                       row.startsGroup ? s("group") : s("-"),
                       row.startsDay ? s("day") : s("-")}
        .join(u' ');
}

}

class TestTimelineReducer : public QObject
{
    Q_OBJECT

    TimelineReducer m_reducer{Me, QTimeZone::utc()};

private Q_SLOTS:
    void init() { m_reducer = TimelineReducer(Me, QTimeZone::utc()); }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        using Kind = TimelineItem::Kind;
        const auto row = [](const char *name, const char *content, Kind kind, const char *words) {
            QTest::newRow(name) << QByteArray(content) << int(kind) << QString::fromUtf8(words);
        };
        row("text", R"({"msgtype":"m.text","body":"a"})", Kind::Text, "a");
        row("emote", R"({"msgtype":"m.emote","body":"waves"})", Kind::Emote, "waves");
        row("notice", R"({"msgtype":"m.notice","body":"a"})", Kind::Notice, "a");
        row("image", R"({"msgtype":"m.image","body":"a.png","url":"mxc:x"})", Kind::Image, "a.png");
        row("audio", R"({"msgtype":"m.audio","body":"a.ogg"})", Kind::Audio, "a.ogg");
        row("video", R"({"msgtype":"m.video","body":"a.webm"})", Kind::Video, "a.webm");
        row("file", R"({"msgtype":"m.file","body":"a.pdf"})", Kind::File, "a.pdf");
        row("location", R"({"msgtype":"m.location","body":"here","geo_uri":"geo:1,2"})", Kind::Location,
            "here");
        row("no msgtype", R"({"body":"a"})", Kind::Text, "a");
        row("unknown msgtype", R"({"msgtype":"org.x","body":"a"})", Kind::Text, "a");
        row("nothing", "{}", Kind::Text, "(empty message)");
        row("body is a number", R"({"msgtype":"m.text","body":5})", Kind::Text, "(empty message)");
    }
    void kinds()
    {
        QFETCH(QByteArray, content);
        m_reducer.reset(window({message(s("$1"), Bob, Noon, content)}), {}, {});
        QCOMPARE(m_reducer.items().size(), 1);
        QTEST(int(m_reducer.items().at(0).kind), "kind");
        QTEST(m_reducer.items().at(0).text, "text");
        QCOMPARE(m_reducer.items().at(0).key, s("$1"));
        QVERIFY(!m_reducer.items().at(0).isOwn);
    }

    // ---- encryption
    void whatComesInClearIntoAnEncryptedRoomIsSaid()
    {
        auto decrypted = text(s("$3"), Bob, Noon + 2 * Minute);
        decrypted.event.encryption.state = Encryption::State::Decrypted;
        m_reducer.setEncryptedSince(Noon);
        m_reducer.reset(window({text(s("$1"), Bob, Noon - Minute), text(s("$2"), Bob, Noon + Minute),
                                decrypted, redacted(text(s("$4"), Bob, Noon + 3 * Minute))}),
                        {unsent(s("t1"), Noon + 4 * Minute)}, {});
        QList<bool> inClear;
        for (const TimelineItem &row : m_reducer.items())
            inClear << row.isInClear;
        // Before that it was right to; what is unsent goes encrypted; of what was deleted nothing is left.
        QCOMPARE(inClear, (QList<bool>{false, true, false, false, false}));
    }
    void nothingIsSaidOfRoomsInClear()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        QVERIFY(!m_reducer.items().at(0).isInClear);
    }
    void whatIsNotToBeReadYetSaysSoAfterAWhile()
    {
        auto closed = ofType(text(s("$1"), Bob, Noon), "m.room.encrypted");
        closed.event.encryption = {Encryption::State::NoKey, s("session")};
        auto withheld = ofType(text(s("$2"), Bob, Noon), "m.room.encrypted");
        withheld.event.encryption = {Encryption::State::Withheld, s("session")};
        m_reducer.reset(window({}), {}, {});
        m_reducer.waitForKeys({closed, withheld});
        QList<TimelineItem> rows;
        apply(rows, m_reducer.append({closed, withheld}));
        QVERIFY(rows.at(0).isKeyAwaited);
        QVERIFY(!rows.at(1).isKeyAwaited); // for nothing
        const QString words = rows.at(0).text;
        apply(rows, m_reducer.endWaiting({closed, withheld}));
        QVERIFY(!rows.at(0).isKeyAwaited);
        QCOMPARE(rows.at(0).text, words); // so the row is as high as before
        QVERIFY(m_reducer.endWaiting({closed}).isEmpty());
    }
    void whyItCannotBeReadFollowsWhatIsKnown()
    {
        using Hope = KeyOutlook::Hope;
        auto closed = ofType(text(s("$1"), Bob, Noon), "m.room.encrypted");
        closed.event.encryption = {Encryption::State::NoKey, s("session")};
        auto later = closed;
        later.event.id = EventId(s("$2"));
        later.event.ts = Noon + 1;
        QList<TimelineItem> rows;
        apply(rows, m_reducer.reset(window({closed, later, text(s("$3"), Bob, Noon + 2, "words")}), {}, {}));
        const QString waits = rows.at(0).text;
        apply(rows, m_reducer.setKeyOutlook({Hope::InBackup, 0}));
        QVERIFY(rows.at(0).text.contains(s("recovery key")));
        QCOMPARE(rows.at(2).text, s("words"));
        apply(rows, m_reducer.setKeyOutlook({Hope::OnItsWay, Noon + 1}));
        QVERIFY(rows.at(0).text.contains(s("Lost")));
        QCOMPARE(rows.at(1).text, waits);
        QVERIFY(m_reducer.setKeyOutlook({Hope::OnItsWay, Noon + 1}).isEmpty());
        // Another window of the room says it at once.
        apply(rows, m_reducer.reset(window({closed}), {}, {}));
        QVERIFY(rows.at(0).text.contains(s("Lost")));
    }
    void whatIsReadMeanwhileIsLeftAlone()
    {
        auto closed = ofType(text(s("$1"), Bob, Noon), "m.room.encrypted");
        closed.event.encryption = {Encryption::State::NoKey, s("session")};
        m_reducer.reset(window({}), {}, {});
        m_reducer.waitForKeys({closed});
        m_reducer.append({closed});
        auto clear = text(s("$1"), Bob, Noon, "words");
        clear.event.encryption = {Encryption::State::Decrypted, s("session")};
        m_reducer.change({clear});
        QVERIFY(!m_reducer.items().at(0).isKeyAwaited);
        QCOMPARE(m_reducer.items().at(0).text, s("words"));
        QVERIFY(m_reducer.endWaiting({closed}).isEmpty());
    }

    /// An event without its key: only what it relates to stands in clear.
    static StoredEvent closed(StoredEvent stored)
    {
        const QString relation = s("m.relates_to");
        const QJsonObject content = QJsonDocument::fromJson(stored.event.content).object();
        QJsonObject left;
        if (content.contains(relation))
            left.insert(relation, content.value(relation));
        stored.event.content = QJsonDocument(left).toJson(QJsonDocument::Compact);
        stored.event.encryption = {Encryption::State::NoKey, s("session")};
        return ofType(stored, "m.room.encrypted");
    }
    void aLateKeyShowsTheEdit()
    {
        const StoredEvent late = edit(s("$2"), Bob, Noon + 1, s("$1"), "two");
        QList<TimelineItem> rows;
        apply(rows, m_reducer.reset(window({text(s("$1"), Bob, Noon, "one"), closed(late)}), {}, {}));
        QCOMPARE(texts(m_reducer), QStringList{s("one")}); // and none that waits for a key
        QVERIFY(!rows.at(0).isEdited);
        QCOMPARE(m_reducer.originalOf(late.event.id), EventId(s("$1")));
        apply(rows, m_reducer.change({late}));
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
        QVERIFY(rows.at(0).isEdited);
        QVERIFY(rows == m_reducer.items());
        QVERIFY(m_reducer.change({late}).isEmpty());
        // Deleted, it leaves nothing behind.
        apply(rows, m_reducer.change({redacted(late)}));
        QCOMPARE(texts(m_reducer), QStringList{s("one")});
    }
    void aLateKeyShowsTheEditOutsideTheWindow()
    {
        const StoredEvent late = edit(s("$2"), Bob, Noon + 1, s("$1"), "two");
        HistoryWindow page = window({text(s("$1"), Bob, Noon, "one")});
        page.related.relations = {closed(late)};
        m_reducer.reset(page, {}, {});
        QCOMPARE(texts(m_reducer), QStringList{s("one")});
        m_reducer.take(Related{{late}, {}, {}});
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
    }
    void ofEditsTheNewestThatCanBeReadCounts()
    {
        const StoredEvent first = edit(s("$2"), Bob, Noon + 1, s("$1"), "two");
        const StoredEvent second = edit(s("$3"), Bob, Noon + 2, s("$1"), "three");
        const StoredEvent third = edit(s("$4"), Bob, Noon + 3, s("$1"), "four");
        m_reducer.reset(
            window({text(s("$1"), Bob, Noon, "one"), closed(first), closed(second), closed(third)}), {}, {});
        m_reducer.change({second});
        QCOMPARE(texts(m_reducer), QStringList{s("three")});
        m_reducer.change({first});
        QCOMPARE(texts(m_reducer), QStringList{s("three")});
        m_reducer.change({third});
        QCOMPARE(texts(m_reducer), QStringList{s("four")});
    }
    void editAndOriginalAreReadInAnyOrder_data()
    {
        QTest::addColumn<QList<int>>("order");
        QTest::newRow("the edit first") << QList<int>{1, 0};
        QTest::newRow("the original first") << QList<int>{0, 1};
    }
    void editAndOriginalAreReadInAnyOrder()
    {
        QFETCH(QList<int>, order);
        const QList<StoredEvent> events{text(s("$1"), Bob, Noon, "one"),
                                        edit(s("$2"), Bob, Noon + 1, s("$1"), "two")};
        const HistoryWindow page = window({closed(events.at(0)), closed(events.at(1))});
        m_reducer.reset(page, {}, {});
        for (const int i : order) {
            QCOMPARE(m_reducer.items().size(), 1);
            m_reducer.change({events.at(i)});
        }
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
        QVERIFY(m_reducer.items().at(0).isEdited);
        // As one commit says it
        m_reducer.reset(page, {}, {});
        m_reducer.take(Related{{events.at(order.at(0))}, {}, {}});
        m_reducer.change(events);
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
    }
    void repliesQuoteWhatIsReadLate()
    {
        const StoredEvent original = text(s("$1"), Bob, Noon, "one");
        const StoredEvent late = edit(s("$2"), Bob, Noon + 1, s("$1"), "two");
        HistoryWindow page = window({closed(reply(s("$3"), Me, Noon + 2, s("$1")))});
        page.related.quoted = {closed(original)};
        m_reducer.reset(page, {}, {});
        m_reducer.change({reply(s("$3"), Me, Noon + 2, s("$1"))});
        QCOMPARE(m_reducer.items().at(0).text, s("yes"));
        m_reducer.take(Related{{closed(late)}, {}, {}});
        m_reducer.change({original});
        QCOMPARE(m_reducer.items().at(0).reply->text, s("one"));
        m_reducer.change({late});
        QCOMPARE(m_reducer.items().at(0).reply->text, s("two"));
    }
    void votesReadLateAreCounted()
    {
        const StoredEvent asked = poll(s("$1"), Bob, Noon);
        const StoredEvent voted = vote(s("$2"), Me, Noon + 1, s("$1"), s("b"));
        const StoredEvent end = pollEnd(s("$3"), Bob, Noon + 2, s("$1"));
        QList<TimelineItem> rows;
        apply(rows, m_reducer.reset(window({closed(asked), closed(voted), closed(end)}), {}, {}));
        apply(rows, m_reducer.change({end, voted, asked}));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.at(0).poll->answers.at(1).votes, 1);
        QVERIFY(rows.at(0).poll->isEnded);
        QVERIFY(rows == m_reducer.items());
    }
    /// Servers and senders may say anything in clear.
    void whatIsSaidInsideCounts()
    {
        const auto place = [](StoredEvent stored, Seq seq) {
            stored.seq = seq;
            return stored;
        };
        const StoredEvent other = place(edit(s("$3"), Bob, Noon + 2, s("$2"), "zwei"), 3);
        const StoredEvent plain = place(text(s("$4"), Bob, Noon + 3, "more"), 4);
        StoredEvent closedOther = closed(edit(s("$3"), Bob, Noon + 2, s("$1"), {}));
        StoredEvent closedPlain = closed(edit(s("$4"), Bob, Noon + 3, s("$1"), {}));
        QList<TimelineItem> rows;
        apply(rows,
              m_reducer.reset(window({place(text(s("$1"), Bob, Noon, "one"), 1),
                                      place(text(s("$2"), Bob, Noon + 1, "two"), 2), place(closedOther, 3),
                                      place(closedPlain, 4), place(text(s("$5"), Bob, Noon + 4, "five"), 5)}),
                              {}, {}));
        QCOMPARE(rows.size(), 3);
        apply(rows, m_reducer.change({other, plain}));
        QCOMPARE(texts(m_reducer), (QStringList{s("one"), s("zwei"), s("more"), s("five")}));
        QVERIFY(rows == m_reducer.items());
        // Of a reply nothing stood in clear.
        StoredEvent answer = place(reply(s("$6"), Bob, Noon + 5, s("$0")), 6);
        apply(rows, m_reducer.append({closed(place(text(s("$6"), Bob, Noon + 5), 6))}));
        apply(rows, m_reducer.change({answer}));
        QVERIFY(!rows.at(4).reply->isKnown);
        apply(rows, m_reducer.take(Related{{}, {text(s("$0"), Me, Noon - 1, "zero")}, {}}));
        QCOMPARE(rows.at(4).reply->text, s("zero"));
    }

    // ---- verification
    static StoredEvent request(const QString &id, const UserId &from, const UserId &to)
    {
        return message(id, from, Noon,
                       R"({"msgtype":"m.key.verification.request","body":"Alice is requesting to verify",)"
                       R"("from_device":"A","methods":["m.sas.v1"],"to":")" +
                           to.toString().toUtf8() + R"("})");
    }
    static StoredEvent step(const char *type, const QString &id, const UserId &from)
    {
        return related(type, id, from, Noon + Minute,
                       "{'m.relates_to':{'rel_type':'m.reference','event_id':'%1'}}", s("$ask"));
    }
    void aVerificationIsOneLine()
    {
        m_reducer.reset(window({request(s("$ask"), Bob, Me), step("m.key.verification.ready", s("$1"), Me),
                                step("m.key.verification.start", s("$2"), Bob),
                                step("m.key.verification.done", s("$3"), Bob)}),
                        {}, {});
        QCOMPARE(texts(m_reducer), QStringList{s("@bob:x asks to verify each other")});
        QCOMPARE(m_reducer.items().at(0).kind, TimelineItem::Kind::State);
        // Both have to say so.
        QList<TimelineItem> rows = m_reducer.items();
        apply(rows, m_reducer.append({step("m.key.verification.done", s("$4"), Me)}));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.at(0).text, s("You have verified each other"));
    }
    void aCancelledVerificationSaysSo()
    {
        m_reducer.reset(window({request(s("$ask"), Me, Bob), step("m.key.verification.cancel", s("$1"), Bob),
                                step("m.key.verification.done", s("$2"), Bob),
                                step("m.key.verification.done", s("$3"), Me)}),
                        {}, {});
        QCOMPARE(texts(m_reducer), QStringList{s("The verification was cancelled")});
    }

    void mediaFieldsAreRead()
    {
        m_reducer.reset(
            window({message(s("$1"), Bob, Noon,
                            R"({"msgtype":"m.image","body":"a.png","url":"mxc:x","info":{"w":3,"h":4}})")}),
            {}, {});
        QCOMPARE(m_reducer.items().at(0).media->url, s("mxc:x"));
        QCOMPARE(m_reducer.items().at(0).media->width, 3);
    }

    void hidesWhatIsNoRow()
    {
        m_reducer.reset(window({
                            ofType(text(s("$1"), Bob, Noon), "m.reaction"),
                            ofType(text(s("$2"), Bob, Noon), "m.room.redaction"),
                            ofType(text(s("$3"), Bob, Noon), "m.room.ops_levels", true),
                            ofType(text(s("$4"), Bob, Noon), "m.room.message.feedback"),
                            ofType(text(s("$5"), Bob, Noon), "org.example.state", true),
                            redacted(ofType(text(s("$6"), Bob, Noon), "m.room.name", true)),
                        }),
                        {}, {});
        QCOMPARE(m_reducer.items().size(), 0);
        const TimelineDiff diff = m_reducer.append({ofType(text(s("$7"), Bob, Noon), "m.reaction")});
        QVERIFY(diff.isEmpty());
    }

    void encryptedAndRedacted()
    {
        StoredEvent gone = redacted(text(s("$2"), Bob, Noon));
        gone.redactedBy = s("Carol");
        gone.redactionReason = s("spam");
        m_reducer.reset(window({ofType(text(s("$1"), Bob, Noon), "m.room.encrypted"), gone,
                                redacted(text(s("$3"), Bob, Noon))}),
                        {}, {});
        QCOMPARE(m_reducer.items().at(0).kind, TimelineItem::Kind::Encrypted);
        QVERIFY(m_reducer.items().at(0).text.contains(s("Waiting for the key")));
        QCOMPARE(m_reducer.items().at(1).kind, TimelineItem::Kind::Redacted);
        QCOMPARE(withoutIsolates(m_reducer.items().at(1).text), s("Carol deleted this message: spam"));
        QCOMPARE(m_reducer.items().at(2).text, s("Message deleted"));
    }

    void redactionReplacesTheRow()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon), text(s("$2"), Bob, Noon)}), {}, {});
        const TimelineDiff diff = m_reducer.change({redacted(text(s("$1"), Bob, Noon))});
        QCOMPARE(diff.steps.size(), 1);
        QVERIFY(std::holds_alternative<TimelineDiff::Update>(diff.steps.at(0)));
        QCOMPARE(m_reducer.items().at(0).kind, TimelineItem::Kind::Redacted);
        QCOMPARE(texts(m_reducer), QStringList({s("Message deleted"), s("hello")}));
    }

    void groups()
    {
        m_reducer.reset(
            window({
                text(s("$1"), Bob, Noon),
                text(s("$2"), Bob, Noon + 5 * Minute),
                text(s("$3"), Bob, Noon + 10 * Minute + 1),
                text(s("$4"), Me, Noon + 10 * Minute + 2),
                message(s("$5"), Me, Noon + 10 * Minute + 3, R"({"msgtype":"m.emote","body":"waves"})"),
                message(s("$6"), Bob, Noon + 10 * Minute + 4, R"({"msgtype":"m.image","body":"a"})"),
                text(s("$7"), Bob, Noon + 10 * Minute + 5),
            }),
            {}, {});
        const QList<bool> expected{true, false, true, true, true, true, false};
        for (int i = 0; i < expected.size(); ++i)
            QCOMPARE(m_reducer.items().at(i).startsGroup, expected.at(i));
    }

    void daysAreThoseOfTheZone()
    {
        const QList<StoredEvent> events{text(s("$1"), Bob, Noon + 11 * 60 * Minute),
                                        text(s("$2"), Bob, Noon + 11 * 60 * Minute + Minute),
                                        text(s("$3"), Bob, Noon + 12 * 60 * Minute)};
        m_reducer.reset(window(events), {}, {});
        QVERIFY(m_reducer.items().at(0).startsDay);
        QVERIFY(!m_reducer.items().at(1).startsDay);
        QVERIFY(m_reducer.items().at(2).startsDay);
        TimelineReducer east(Me, QTimeZone(2 * 3600));
        east.reset(window(events), {}, {});
        QVERIFY(!east.items().at(2).startsDay);
    }

    void anOlderPageMovesTheDateLine()
    {
        m_reducer.reset(window({text(s("$2"), Bob, Noon)}), {}, {});
        QVERIFY(m_reducer.items().at(0).startsDay);
        m_reducer.prepend({text(s("$1"), Bob, Noon - Minute)});
        QVERIFY(m_reducer.items().at(0).startsDay);
        QVERIFY(!m_reducer.items().at(1).startsDay);
        QVERIFY(!m_reducer.items().at(1).startsGroup);
    }

    void unreadLineStandsWhereItWasWhenOpened()
    {
        const EventId marker(s("$1"));
        m_reducer.reset(window({text(s("$1"), Bob, Noon), text(s("$2"), Me, Noon), text(s("$3"), Bob, Noon)}),
                        {}, marker);
        QVERIFY(!m_reducer.items().at(1).startsUnread);
        QVERIFY(m_reducer.items().at(2).startsUnread);
        QVERIFY(m_reducer.items().at(2).startsGroup);

        // Nothing was unread, and what comes while one looks is no reason for a line.
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, marker);
        m_reducer.append({text(s("$2"), Bob, Noon)});
        QVERIFY(!m_reducer.items().at(1).startsUnread);

        // The marker is on a hidden event of an older page.
        m_reducer.reset(window({text(s("$3"), Bob, Noon)}), {}, marker);
        QVERIFY(!m_reducer.items().at(0).startsUnread);
        m_reducer.prepend({text(s("$0"), Bob, Noon), ofType(text(s("$1"), Bob, Noon), "m.reaction")});
        QVERIFY(m_reducer.items().at(1).startsUnread);
    }
    void unreadLineMovesToWhatComesWhileNobodyLooks()
    {
        const auto lines = [this] {
            QStringList keys;
            for (const TimelineItem &row : m_reducer.items()) {
                if (row.startsUnread)
                    keys << row.key;
            }
            return keys;
        };
        m_reducer.reset(window({text(s("$3"), Bob, Noon), text(s("$4"), Bob, Noon)}), {}, EventId(s("$3")));
        QCOMPARE(lines(), QStringList{s("$4")});
        const QList<StoredEvent> mine{text(s("$5"), Me, Noon)};
        m_reducer.append(mine);
        QVERIFY(m_reducer.startUnread(mine).isEmpty());
        QCOMPARE(lines(), QStringList{s("$4")});
        const QList<StoredEvent> news{ofType(text(s("$6"), Bob, Noon), "m.reaction"), text(s("$7"), Me, Noon),
                                      text(s("$8"), Bob, Noon), text(s("$9"), Bob, Noon)};
        QList<TimelineItem> rows = m_reducer.items();
        apply(rows, m_reducer.append(news));
        apply(rows, m_reducer.startUnread(news));
        QCOMPARE(rows, m_reducer.items());
        QCOMPARE(lines(), QStringList{s("$8")});
        // An older page does not bring back the one of before, nor what it would have been.
        m_reducer.prepend({text(s("$2"), Bob, Noon)});
        QCOMPARE(lines(), QStringList{s("$8")});
        m_reducer.reset(window({text(s("$3"), Bob, Noon)}), {}, EventId(s("$1")));
        const QList<StoredEvent> more{text(s("$4"), Bob, Noon)};
        m_reducer.append(more);
        m_reducer.startUnread(more);
        m_reducer.prepend({text(s("$1"), Bob, Noon), text(s("$2"), Bob, Noon)});
        QCOMPARE(lines(), QStringList{s("$4")});
    }

    void mentions_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("isMention");
        QTest::newRow("listed")
            << QByteArray(R"({"msgtype":"m.text","body":"x","m.mentions":{"user_ids":["@me:x"]}})") << true;
        QTest::newRow("not listed") << QByteArray(R"({"msgtype":"m.text","body":"me","m.mentions":{}})")
                                    << false;
        QTest::newRow("word") << QByteArray(R"({"msgtype":"m.text","body":"hi Me!"})") << true;
        QTest::newRow("part of a word") << QByteArray(R"({"msgtype":"m.text","body":"some meat"})") << false;
        QTest::newRow("id") << QByteArray(R"({"msgtype":"m.text","body":"@me:x: look"})") << true;
        QTest::newRow("notice") << QByteArray(R"({"msgtype":"m.notice","body":"me"})") << false;
        QTest::newRow("wrong type")
            << QByteArray(R"({"msgtype":"m.text","body":"me","m.mentions":{"user_ids":"@me:x"}})") << false;
    }
    void mentions()
    {
        QFETCH(QByteArray, content);
        m_reducer.setNamesMention(true);
        m_reducer.reset(window({message(s("$1"), Bob, Noon, content)}), {}, {});
        QTEST(m_reducer.items().at(0).isMention, "isMention");
    }
    /// Version 1.17 removed the rules that looked for names in texts.
    void namesMentionWhereThePushRulesSaySo()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon, "hi Me, @me:x")}), {}, {});
        QVERIFY(!m_reducer.items().at(0).isMention);
        m_reducer.setNamesMention(true);
        m_reducer.append({text(s("$2"), Bob, Noon, "hi Me")});
        QVERIFY(m_reducer.items().at(1).isMention);
    }

    void allAreMentionedByWhomTheRoomLets()
    {
        const QByteArray content = R"({"msgtype":"m.text","body":"x","m.mentions":{"room":true}})";
        m_reducer.reset(window({message(s("$1"), Bob, Noon, content)}), {}, {});
        QVERIFY(!m_reducer.items().at(0).isMention);
        PowerLevels powers;
        powers.users.insert(Bob, powers.notifyRoom);
        m_reducer.setPowers(powers);
        m_reducer.append({message(s("$2"), Bob, Noon + 1, content),
                          message(s("$3"), UserId(s("@carol:x")), Noon + 2, content)});
        QVERIFY(m_reducer.items().at(1).isMention);
        QVERIFY(!m_reducer.items().at(2).isMention);
    }

    void echoKeepsItsKeyAndPlace()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        OutboxItem item = unsent(s("t1"), Noon + 1);
        m_reducer.putOutbox(item);
        QCOMPARE(m_reducer.items().at(1).state, TimelineItem::State::Sending);
        item.sentAs = EventId(s("$2"));
        m_reducer.putOutbox(item);
        QCOMPARE(m_reducer.items().at(1).state, TimelineItem::State::Sent);
        // 2014: no transaction id on the echo; the answer to the PUT named the event.
        const TimelineDiff diff = m_reducer.append({text(s("$2"), Me, Noon + 2, "mine")});
        QCOMPARE(m_reducer.items().size(), 2);
        QCOMPARE(m_reducer.items().at(1).key, s("t1"));
        QCOMPARE(m_reducer.items().at(1).event, EventId(s("$2")));
        for (const auto &step : diff.steps)
            QVERIFY(std::holds_alternative<TimelineDiff::Update>(step));
        // Whatever is said of the item later changes nothing.
        QVERIFY(m_reducer.putOutbox(item).isEmpty());
        QVERIFY(m_reducer.removeOutbox(item.txn).isEmpty());
        QCOMPARE(m_reducer.items().size(), 2);
    }

    void echoByTransactionIdBeforeTheAnswer()
    {
        m_reducer.reset(window({}), {}, {});
        m_reducer.putOutbox(unsent(s("t1"), Noon));
        m_reducer.putOutbox(unsent(s("t2"), Noon));
        StoredEvent echo = text(s("$1"), Me, Noon, "mine");
        echo.event.transactionId = TxnId(s("t1"));
        m_reducer.append({text(s("$0"), Bob, Noon), echo});
        QCOMPARE(m_reducer.items().size(), 3);
        QCOMPARE(m_reducer.items().at(1).key, s("t1"));
        QCOMPARE(m_reducer.items().at(1).state, TimelineItem::State::Sent);
        QCOMPARE(m_reducer.items().at(2).state, TimelineItem::State::Sending);
    }

    void lostAnswerAndEchoWithoutTransactionId()
    {
        m_reducer.reset(window({}), {}, {});
        OutboxItem item = unsent(s("t1"), Noon);
        m_reducer.putOutbox(item);
        m_reducer.append({text(s("$1"), Me, Noon, "mine")});
        item.sentAs = EventId(s("$1")); // the same PUT again says which event it was
        m_reducer.putOutbox(item);
        QCOMPARE(m_reducer.items().size(), 1);
        QCOMPARE(m_reducer.items().at(0).event, EventId(s("$1")));
    }

    void failedItemsStayBelow()
    {
        m_reducer.reset(window({}), {}, {});
        OutboxItem item = unsent(s("t1"), Noon);
        item.state = OutboxItem::State::Failed;
        item.reason = s("no");
        item.reasonCode = s("M_FORBIDDEN");
        m_reducer.putOutbox(item);
        QCOMPARE(m_reducer.items().at(0).state, TimelineItem::State::Failed);
        QVERIFY(!m_reducer.items().at(0).reason.isEmpty());
        m_reducer.append({text(s("$1"), Bob, Noon)});
        QCOMPARE(m_reducer.items().at(1).key, s("t1"));
        m_reducer.removeOutbox(item.txn);
        QCOMPARE(m_reducer.items().size(), 1);
    }

    void echoInTheWindowAndStillInTheOutbox()
    {
        StoredEvent echo = text(s("$1"), Me, Noon, "mine");
        echo.event.transactionId = TxnId(s("t1"));
        m_reducer.reset(window({echo}), {unsent(s("t1"), Noon), unsent(s("t2"), Noon)}, {});
        QCOMPARE(m_reducer.items().size(), 2);
        QCOMPARE(m_reducer.items().at(1).key, s("t2"));
    }

    void newestEditOfTheSameSenderIsShown()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon, "one")}), {}, {});
        m_reducer.append({edit(s("$4"), Bob, Noon + 3, s("$1"), "three")});
        QCOMPARE(texts(m_reducer), QStringList({s("three")}));
        // The newest is by its time, not by arrival.
        m_reducer.append({edit(s("$2"), Bob, Noon + 2, s("$1"), "two")});
        QCOMPARE(texts(m_reducer), QStringList({s("three")}));
        // Somebody else's is none.
        m_reducer.append({edit(s("$3"), Me, Noon + 9, s("$1"), "evil")});
        QCOMPARE(texts(m_reducer), QStringList({s("three")}));
        // A redacted edit brings the earlier text back.
        m_reducer.change({redacted(edit(s("$4"), Bob, Noon + 3, s("$1"), "three"))});
        QCOMPARE(texts(m_reducer), QStringList({s("two")}));
        m_reducer.change({redacted(edit(s("$2"), Bob, Noon + 2, s("$1"), "two"))});
        QCOMPARE(texts(m_reducer), QStringList({s("one")}));
    }

    void editsOutsideThePagesCount()
    {
        HistoryWindow page = window({text(s("$2"), Bob, Noon + 1, "two")});
        page.related.relations = {edit(s("$e2"), Bob, Noon + 9, s("$2"), "zwei")};
        m_reducer.reset(page, {}, {});
        QCOMPARE(texts(m_reducer), QStringList({s("zwei")}));
        m_reducer.take(Related{{edit(s("$e1"), Bob, Noon + 8, s("$1"), "eins")}, {}, {}});
        m_reducer.prepend({text(s("$1"), Bob, Noon, "one")});
        QCOMPARE(texts(m_reducer), QStringList({s("eins"), s("zwei")}));
        // When they come themselves nothing changes.
        m_reducer.append({edit(s("$e1"), Bob, Noon + 8, s("$1"), "eins")});
        QCOMPARE(texts(m_reducer), QStringList({s("eins"), s("zwei")}));
        m_reducer.change({redacted(edit(s("$e1"), Bob, Noon + 8, s("$1"), "eins"))});
        QCOMPARE(texts(m_reducer), QStringList({s("one"), s("zwei")}));
    }

    void editOfAnOlderPageAndOfADeletedMessage()
    {
        m_reducer.reset(window({edit(s("$2"), Bob, Noon + 1, s("$1"), "two")}), {}, {});
        QCOMPARE(m_reducer.items().size(), 0);
        m_reducer.prepend({text(s("$1"), Bob, Noon, "one")});
        QCOMPARE(texts(m_reducer), QStringList({s("two")}));
        m_reducer.change({redacted(text(s("$1"), Bob, Noon, "one"))});
        QCOMPARE(texts(m_reducer), QStringList({s("Message deleted")}));
        m_reducer.append({edit(s("$3"), Bob, Noon + 2, s("$1"), "three")});
        QCOMPARE(texts(m_reducer), QStringList({s("Message deleted")}));
    }

    void sameEventTwiceIsOneRow()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon), text(s("$1"), Bob, Noon)}), {}, {});
        m_reducer.append({text(s("$1"), Bob, Noon), text(s("$2"), Bob, Noon), text(s("$2"), Bob, Noon)});
        m_reducer.prepend({text(s("$1"), Bob, Noon)});
        QCOMPARE(m_reducer.items().size(), 2);
    }

    void randomChangesEqualARebuild_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 30; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void randomChangesEqualARebuild()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        QList<StoredEvent> history; // the naive twin: what is in the window
        QList<OutboxItem> outbox;
        QSet<EventId> editIds;
        QList<TimelineItem> rows;
        int newest = 500;
        int oldest = 499;
        const auto id = [](int number) -> QString { return s("$") + QString::number(number); };
        const auto makeEvent = [&](int number) {
            const UserId sender = random.bounded(2) ? Me : Bob;
            const qint64 ts = Noon + number * (random.bounded(4) ? Minute : 3 * 60 * Minute);
            switch (random.bounded(6)) {
            case 0:
                return ofType(text(id(number), sender, ts), "m.reaction");
            case 1: {
                StoredEvent named = ofType(text(id(number), sender, ts), "m.room.name", true);
                named.event.content = R"({"name":"x"})";
                return named;
            }
            case 2:
                editIds.insert(EventId(id(number)));
                return edit(id(number), sender, ts, id(oldest + random.bounded(newest - oldest + 1)),
                            "edit" + QByteArray::number(number));
            default:
                return text(id(number), sender, ts, QByteArray::number(number));
            }
        };
        const auto make = [&](int number) {
            StoredEvent stored = makeEvent(number);
            stored.seq = number;
            return stored;
        };
        // A deleted edit no longer says that it was one.
        const auto rowsOnly = [&](const QList<StoredEvent> &events) {
            QList<StoredEvent> kept;
            std::copy_if(events.cbegin(), events.cend(), std::back_inserter(kept),
                         [&](const StoredEvent &stored) {
                             return !(stored.event.isRedacted && editIds.contains(stored.event.id));
                         });
            return kept;
        };
        apply(rows, m_reducer.reset(window({}), {}, {}));
        for (int step = 0; step < 150; ++step) {
            switch (random.bounded(8)) {
            case 0:
            case 1: {
                QList<StoredEvent> page;
                for (int i = random.bounded(4); i >= 0; --i)
                    page << make(newest++);
                history << page;
                apply(rows, m_reducer.append(page));
                break;
            }
            case 2: {
                QList<StoredEvent> page;
                for (int i = random.bounded(4); i >= 0; --i)
                    page.prepend(make(oldest--));
                history = page + history;
                apply(rows, m_reducer.prepend(page));
                break;
            }
            case 3: {
                if (history.isEmpty())
                    break;
                StoredEvent &victim = history[random.bounded(int(history.size()))];
                victim = redacted(victim);
                apply(rows, m_reducer.change({victim}));
                break;
            }
            case 4:
                outbox << unsent(s("t") + QString::number(step), Noon, QByteArray::number(step));
                apply(rows, m_reducer.putOutbox(outbox.constLast()));
                break;
            case 5: {
                if (outbox.isEmpty())
                    break;
                const OutboxItem item = outbox.takeAt(random.bounded(int(outbox.size())));
                StoredEvent echo = text(id(newest), Me, Noon + newest * Minute, "mine");
                echo.seq = newest;
                ++newest;
                echo.event.transactionId = item.txn;
                history << echo;
                apply(rows, m_reducer.append({echo}));
                break;
            }
            case 6:
                if (outbox.isEmpty())
                    break;
                apply(rows, m_reducer.removeOutbox(outbox.takeAt(random.bounded(int(outbox.size()))).txn));
                break;
            case 7: {
                if (history.isEmpty())
                    break;
                // What is old goes, and comes again as an older page.
                const qsizetype cut = random.bounded(int(history.size()));
                const QList<TimelineItem> before = rows;
                apply(rows, m_reducer.dropBefore(history.at(cut).event.id));
                QVERIFY(m_reducer.items() == rows);
                QVERIFY(rows.size() <= before.size());
                for (qsizetype i = 1; i < rows.size(); ++i) // but the first's date and name
                    QVERIFY(rows.at(i) == before.at(before.size() - rows.size() + i));
                apply(rows, m_reducer.take(Related{history.mid(cut), {}, {}}));
                apply(rows, m_reducer.prepend(rowsOnly(history.first(cut))));
                break;
            }
            }
            if (QTest::currentTestFailed())
                return;
            QVERIFY(rows == m_reducer.items());
            if (step % 5 != 0)
                continue;

            const QList<StoredEvent> window2 = rowsOnly(history);
            TimelineReducer twin(Me, QTimeZone::utc());
            twin.reset(window(window2), outbox, {});
            QList<TimelineItem> byId = rows; // an echo's key is that of the item it was
            for (TimelineItem &row : byId)
                row.key = row.event.isEmpty() ? row.key : row.event.toString();
            QCOMPARE(byId.size(), twin.items().size());
            for (int i = 0; i < byId.size(); ++i)
                QVERIFY2(byId.at(i) == twin.items().at(i),
                         qPrintable(words(byId.at(i)) + s(" | ") + words(twin.items().at(i))));
        }
    }
};

QTEST_GUILESS_MAIN(TestTimelineReducer)
#include "tst_timelinereducer.moc"
