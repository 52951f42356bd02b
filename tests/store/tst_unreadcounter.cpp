// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unreadcounter.h"

#include "storetesting.h"

#include <QJsonArray>

using namespace linnet;
using namespace linnet::testing;

namespace {

RoomDelta withReceipt(RoomDelta delta, const QString &event)
{
    delta.receipts = {{me, EventId(event), 1}};
    return delta;
}

/// As v3 gives it: one of them mentions the reader, if there are any.
RoomDelta counted(const QList<Event> &timeline, int unread)
{
    RoomDelta delta = joined(timeline);
    delta.unread = unread;
    delta.highlight = unread > 0 ? 1 : 0;
    return delta;
}

}

/// How many are unread where there are gaps, and whether the number is all of them.
class TestUnreadCounter : public QObject
{
    Q_OBJECT

private:
    /// Read up to "a", then "x" and "y" behind a gap with the token "t".
    static Room behindAGap(Bench &bench)
    {
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        return bench.commitRoom(joined({message(u"x"_qs), message(u"y"_qs)}, u"t"_qs, true), Dialect::Sliding)
            .room;
    }
    static CommittedBatch setRules(Bench &bench, const QByteArray &rules)
    {
        SyncBatch batch = batchOf({});
        batch.pushRules = rules;
        return bench.commit(batch, Dialect::Sliding);
    }
    static Event forMe(const QString &id)
    {
        const QJsonObject mentions{{u"user_ids"_qs, QJsonArray{me.toString()}}};
        return parsed(wire(id, bob, u"m.room.message"_qs, {{u"body"_qs, id}, {u"m.mentions"_qs, mentions}}));
    }
    static void expect(const Room &room, int unread, bool isAtLeast)
    {
        QCOMPARE(room.unread, unread);
        QCOMPARE(room.isUnreadAtLeast, isAtLeast);
    }

private Q_SLOTS:
    void withoutAGapItIsExact()
    {
        Bench bench;
        expect(bench.commitRoom(joined({message(u"a"_qs)}, u"t"_qs, true), Dialect::Sliding).room, 0, false);
        expect(bench.commitRoom(joined({message(u"b"_qs)}), Dialect::Sliding).room, 1, false);
    }
    void behindAGapItIsTheLeastUntilTheGapIsFilled()
    {
        Bench bench;
        expect(behindAGap(bench), 2, true);
        expect(bench.fill(page({message(u"w"_qs), message(u"v"_qs)}, u"t"_qs, u"t2"_qs)).room.room, 4, true);
        expect(bench.fill(page({message(u"u"_qs), message(u"a"_qs)}, u"t2"_qs, u"t3"_qs)).room.room, 5,
               false);
    }
    void whatIsForAllCountsFromWhoMayNotifyAll()
    {
        const auto forAll = [](const QString &id, const UserId &sender) {
            return parsed(
                wire(id, sender, u"m.room.message"_qs,
                     {{u"body"_qs, u"look"_qs}, {u"m.mentions"_qs, QJsonObject{{u"room"_qs, true}}}}));
        };
        Bench bench;
        const Event powers =
            state(u"p"_qs, u"m.room.power_levels"_qs, {{u"users"_qs, QJsonObject{{bob.toString(), 50}}}});
        bench.commitRoom(withReceipt(joined({powers, message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const UserId carol(u"@carol:x"_qs);
        const Room now =
            bench.commitRoom(joined({forAll(u"b"_qs, carol), forAll(u"c"_qs, bob)}), Dialect::Sliding).room;
        expect(now, 2, false);
        QCOMPARE(now.highlight, 1);
    }
    void namesCountWhereTheRulesSaySo_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("rule"); // -1: not told
        QTest::addColumn<bool>("doCount");
        QTest::newRow("today") << int(Dialect::Sliding) << -1 << false;
        QTest::newRow("rules of 1.17") << int(Dialect::Sliding) << 0 << false;
        QTest::newRow("rules of before") << int(Dialect::Sliding) << 1 << true;
        QTest::newRow("2014") << int(Dialect::V1) << -1 << true;
    }
    void namesCountWhereTheRulesSaySo()
    {
        QFETCH(int, dialect);
        QFETCH(int, rule);
        Bench bench;
        SyncBatch batch;
        batch.position = "p0";
        if (rule >= 0)
            batch.areNamesMentions = rule == 1;
        QVERIFY(bench.writer().write(batch, Dialect(dialect), 0));
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect(dialect));
        const Room now =
            bench.commitRoom(joined({message(u"b"_qs, bob, u"me: look"_qs)}), Dialect(dialect)).room;
        expect(now, 1, false);
        QTEST(now.highlight == 1, "doCount");
        QTEST(now.areNamesMentions, "doCount");
    }
    // ---- push rules
    void keywordsAreHighlights()
    {
        Bench bench;
        setRules(bench, pushRules(keywordCake));
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const Room now = bench
                             .commitRoom(joined({message(u"b"_qs, bob, u"some cake"_qs),
                                                 message(u"c"_qs, bob, u"pancakes"_qs)}),
                                         Dialect::Sliding)
                             .room;
        expect(now, 2, false);
        QCOMPARE(now.highlight, 1);
        // One's own words are none.
        QCOMPARE(
            bench.commitRoom(joined({message(u"d"_qs, me, u"cake"_qs)}), Dialect::Sliding).room.highlight, 0);
    }
    void aMutedRoomCountsOnlyWhatTheRulesExcept_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<int>("counted");
        const QByteArray override =
            "'override':[{'rule_id':'!r:x','default':false,'enabled':true,'actions':['dont_notify'],"
            "'conditions':[{'kind':'event_match','key':'room_id','pattern':'!r:x'}]}]";
        QTest::newRow("but mentions") << pushRules(mutedRoom) << 1;
        QTest::newRow("but mentions and keywords") << pushRules(mutedRoom + "," + keywordCake) << 2;
        QTest::newRow("wholly") << pushRules(override) << 0;
        QTest::newRow("wholly, keywords too") << pushRules(override + "," + keywordCake) << 0;
    }
    void aMutedRoomCountsOnlyWhatTheRulesExcept()
    {
        QFETCH(QByteArray, rules);
        QFETCH(int, counted);
        Bench bench;
        setRules(bench, rules);
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const QJsonObject thread{{u"rel_type"_qs, u"m.thread"_qs}, {u"event_id"_qs, u"mine"_qs}};
        const Event inThread = parsed(
            wire(u"t"_qs, bob, u"m.room.message"_qs, {{u"body"_qs, u"x"_qs}, {u"m.relates_to"_qs, thread}}));
        const Event notice = parsed(wire(u"n"_qs, bob, u"m.room.message"_qs,
                                         {{u"msgtype"_qs, u"m.notice"_qs}, {u"body"_qs, u"x"_qs}}));
        const QList<Event> news{message(u"mine"_qs, me),           message(u"b"_qs), forMe(u"c"_qs),
                                message(u"d"_qs, bob, u"cake"_qs), notice,           inThread};
        Room now = bench.commitRoom(joined(news), Dialect::Sliding).room;
        expect(now, counted, false);
        QCOMPARE(now.highlight, counted);
        QVERIFY(!now.hasUnreadThreads);
        // What may lie in a gap is no more than that.
        now = bench.commitRoom(joined({message(u"x"_qs)}, u"t"_qs, true), Dialect::Sliding).room;
        expect(now, counted, false);
        QCOMPARE(now.mayHaveUnread(), counted > 0);
        // What comes in between is counted likewise, and what is deleted is not any more.
        now = bench.fill(page({forMe(u"v"_qs), message(u"w"_qs)}, u"t"_qs, u"t2"_qs)).room.room;
        const int more = counted > 0 ? counted + 1 : 0;
        expect(now, more, false);
        const auto deleted = [](const QString &id, const QString &target) {
            QJsonObject redaction = wire(id, bob, u"m.room.redaction"_qs, {});
            redaction.insert(u"redacts"_qs, target);
            return parsed(redaction);
        };
        now = bench.commitRoom(joined({deleted(u"r1"_qs, u"b"_qs)}), Dialect::Sliding).room;
        expect(now, more, false);
        now = bench.commitRoom(joined({deleted(u"r2"_qs, u"c"_qs)}), Dialect::Sliding).room;
        expect(now, qMax(0, more - 1), false);
    }
    void otherRulesCountAnew()
    {
        Bench bench;
        setRules(bench, pushRules({}));
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const QJsonObject thread{{u"rel_type"_qs, u"m.thread"_qs}, {u"event_id"_qs, u"mine"_qs}};
        const Event inThread = parsed(
            wire(u"t"_qs, bob, u"m.room.message"_qs, {{u"body"_qs, u"x"_qs}, {u"m.relates_to"_qs, thread}}));
        Room now = bench
                       .commitRoom(joined({message(u"mine"_qs, me), message(u"b"_qs), forMe(u"c"_qs),
                                           message(u"d"_qs, bob, u"cake"_qs), inThread}),
                                   Dialect::Sliding)
                       .room;
        expect(now, 4, false);
        QCOMPARE(now.highlight, 1);
        now = setRules(bench, pushRules(keywordCake)).rooms.value(0).room;
        expect(now, 4, false);
        QCOMPARE(now.highlight, 2);
        now = setRules(bench, pushRules(mutedRoom)).rooms.value(0).room;
        expect(now, 1, false);
        QCOMPARE(now.highlight, 1);
        QVERIFY(!now.hasUnreadThreads);
        now = setRules(bench, pushRules({})).rooms.value(0).room;
        expect(now, 4, false);
        QCOMPARE(now.highlight, 1);
        // The same again changes nothing, nor does a server that counts by itself.
        QVERIFY(setRules(bench, pushRules({})).rooms.isEmpty());
        Bench other;
        other.commitRoom(counted({message(u"a"_qs), message(u"b"_qs)}, 2));
        QVERIFY(setRules(other, pushRules(mutedRoom)).rooms.isEmpty());
    }
    void rulesStayOverARestart()
    {
        Bench bench;
        setRules(bench, pushRules(mutedRoom));
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        // Each has its own writer, as each start has.
        expect(bench.commitRoom(joined({message(u"b"_qs)}), Dialect::Sliding).room, 0, false);
    }
    /// What nobody can see cannot stay unread. What is said in threads is seen there.
    void whatFollowsWithoutARowIsSeenToo()
    {
        const auto aside = [](const QString &id) {
            const QJsonObject relation{{u"rel_type"_qs, u"m.thread"_qs}, {u"event_id"_qs, u"a"_qs}};
            return parsed(wire(id, bob, u"m.room.message"_qs,
                               {{u"body"_qs, u"aside"_qs}, {u"m.relates_to"_qs, relation}}));
        };
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const auto reaction = [](const QString &id, const QString &to) {
            const QJsonObject relation{
                {u"rel_type"_qs, u"m.annotation"_qs}, {u"event_id"_qs, to}, {u"key"_qs, u"x"_qs}};
            return parsed(wire(id, bob, u"m.reaction"_qs, {{u"m.relates_to"_qs, relation}}));
        };
        expect(bench
                   .commitRoom(joined({message(u"b"_qs), aside(u"t1"_qs), reaction(u"r1"_qs, u"b"_qs),
                                       reaction(u"r2"_qs, u"t1"_qs), aside(u"t2"_qs), message(u"c"_qs),
                                       reaction(u"r3"_qs, u"t2"_qs), reaction(u"r4"_qs, u"gone"_qs)}),
                               Dialect::Sliding)
                   .room,
               2, false);
        Room now = bench.writer().markRead(room, EventId(u"b"_qs), {}, 0)->room;
        QCOMPARE(now.readMarker, EventId(u"r1"_qs));
        expect(now, 1, false);
        now = bench.writer().markRead(room, EventId(u"c"_qs), {}, 0)->room;
        QCOMPARE(now.readMarker, EventId(u"c"_qs));
        expect(now, 0, false);
        QVERIFY(now.hasUnreadThreads);
        // But not beyond a gap.
        bench.commitRoom(joined({reaction(u"r5"_qs, u"c"_qs)}, u"t"_qs, true), Dialect::Sliding);
        QCOMPARE(bench.writer().markRead(room, EventId(u"c"_qs), {}, 0)->untold.value(0).value, u"c"_qs);
    }
    void whatOnlyRefersIsSeenByItself()
    {
        const QJsonObject relation{{u"rel_type"_qs, u"m.reference"_qs}, {u"event_id"_qs, u"a"_qs}};
        const auto referring = [&relation](const QString &id, const QString &type) {
            return parsed(wire(id, bob, type, {{u"body"_qs, u"see"_qs}, {u"m.relates_to"_qs, relation}}));
        };
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        const RoomDelta news =
            joined({message(u"b"_qs), referring(u"v"_qs, u"m.poll.response"_qs),
                    referring(u"c"_qs, u"m.room.message"_qs), referring(u"w"_qs, u"m.poll.end"_qs)});
        expect(bench.commitRoom(news, Dialect::Sliding).room, 2, false);
        Room now = bench.writer().markRead(room, EventId(u"b"_qs), {}, 0)->room;
        QCOMPARE(now.readMarker, EventId(u"v"_qs));
        expect(now, 1, false);
        now = bench.writer().markRead(room, EventId(u"c"_qs), {}, 0)->room;
        QCOMPARE(now.readMarker, EventId(u"w"_qs));
        expect(now, 0, false);
    }
    void aGapMayHideWhatIsUnreadBehindWhatIsNot()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::Sliding);
        const Event joins = member(u"m"_qs, bob, u"join"_qs);
        const Room now = bench.commitRoom(joined({joins}, u"t"_qs, true), Dialect::Sliding).room;
        expect(now, 0, true);
        QVERIFY(now.mayHaveUnread());
    }
    void whoHasReadPastTheGapKnowsTheRest()
    {
        Bench bench;
        behindAGap(bench);
        expect(bench.commitRoom(withReceipt(joined({}), u"x"_qs), Dialect::Sliding).room, 1, false);
        Bench other;
        behindAGap(other);
        expect(other.writer().markRead(room, {}, {}, 1)->room, 0, false);
    }
    void aGapBeforeWhatWasReadDoesNotMatter()
    {
        Bench bench;
        behindAGap(bench);
        bench.writer().markRead(room, EventId(u"x"_qs), {}, 1).isOk();
        expect(bench.commitRoom(joined({message(u"z"_qs)}), Dialect::Sliding).room, 2, false);
        expect(bench.commitRoom(joined({message(u"z2"_qs)}, u"u"_qs, true), Dialect::Sliding).room, 3, true);
        // Filling the other gap changes nothing.
        expect(bench.fill(page({message(u"w"_qs)}, u"t"_qs, u"t2"_qs)).room.room, 3, true);
    }
    void theServersCountIsExact()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs));
        RoomDelta delta = joined({message(u"z"_qs)}, u"t"_qs, true);
        delta.unread = 120;
        expect(bench.commitRoom(delta).room, 120, false);
        // Another dialect knows only what is here.
        expect(bench.commitRoom(joined({message(u"z2"_qs)}), Dialect::Sliding).room, 2, true);
    }
    // ---- the server's count and one's own receipt on its way
    void aCountFromBeforeTheReceiptWasTakenIsNotShown()
    {
        Bench bench;
        bench.commitRoom(withReceipt(counted({message(u"a"_qs)}, 0), u"a"_qs));
        expect(bench.commitRoom(counted({message(u"b"_qs)}, 1)).room, 1, false);
        expect(bench.writer().markRead(room, {}, {}, 1)->room, 0, false);
        // Made before: with nothing new, or with what is never counted.
        expect(bench.commitRoom(counted({}, 1)).room, 0, false);
        QCOMPARE(bench.commitRoom(counted({}, 1)).room.highlight, 0);
        const QList<Event> quiet{parsed(wire(u"r"_qs, bob, u"m.reaction"_qs, {})),
                                 member(u"m"_qs, bob, u"join"_qs), message(u"mine"_qs, me)};
        expect(bench.commitRoom(counted(quiet, 1)).room, 0, false);
        expect(bench.commitRoom(withReceipt(counted({}, 0), u"b"_qs)).room, 0, false);
    }
    void whatComesWithAStaleCountIsUnread()
    {
        Bench bench;
        bench.commitRoom(withReceipt(counted({message(u"a"_qs)}, 0), u"a"_qs));
        bench.commitRoom(counted({message(u"b"_qs)}, 1));
        bench.writer().markRead(room, {}, {}, 1).isOk();
        expect(bench.commitRoom(counted({message(u"c"_qs)}, 2)).room, 2, false);
        expect(bench.commitRoom(withReceipt(counted({}, 1), u"b"_qs)).room, 1, false);
        // Nor is it only messages that a server may count.
        bench.writer().markRead(room, {}, {}, 1).isOk();
        const Event call = parsed(wire(u"d"_qs, bob, u"m.call.invite"_qs, {}));
        expect(bench.commitRoom(counted({call}, 2)).room, 2, false);
    }
    void whatAGapMayHideIsNotTakenForRead()
    {
        Bench bench;
        bench.commitRoom(withReceipt(counted({message(u"a"_qs)}, 0), u"a"_qs));
        bench.commitRoom(counted({message(u"b"_qs)}, 1));
        bench.writer().markRead(room, {}, {}, 1).isOk();
        RoomDelta delta = counted({member(u"m"_qs, bob, u"join"_qs)}, 100);
        delta.hasGap = true;
        expect(bench.commitRoom(delta).room, 100, false);
    }
    void aCountFromTheMarkerOnIsShown()
    {
        // What it counts will come with the next reply.
        Bench bench;
        bench.commitRoom(withReceipt(counted({message(u"a"_qs)}, 0), u"a"_qs));
        expect(bench.commitRoom(counted({}, 1)).room, 1, false);
    }
    void aCountIsShownThatNobodyKnowsToBeRead()
    {
        Bench bench;
        expect(bench.commitRoom(counted({message(u"a"_qs)}, 3)).room, 3, false);
        // Nor by another dialect, that only took it for read.
        Bench other;
        expect(other.commitRoom(joined({message(u"a"_qs)}), Dialect::Sliding).room, 0, false);
        expect(other.commitRoom(counted({message(u"a"_qs)}, 3)).room, 3, false);
        // Until one does read it.
        expect(other.writer().markRead(room, EventId(u"a"_qs), {}, 1)->room, 0, false);
        expect(other.commitRoom(counted({}, 3)).room, 0, false);
    }
    void whatIsNotStoredYetSaysNothingOfWhatWasRead()
    {
        // As one's own message, of which the server has answered and whose echo is to come.
        Bench bench;
        bench.commitRoom(counted({message(u"a"_qs), message(u"b"_qs), message(u"c"_qs)}, 1));
        expect(bench.commitRoom(joined({}), Dialect::Sliding).room, 1, false);
        const auto committed = bench.writer().markRead(room, EventId(u"mine"_qs), {}, 1);
        expect(committed->room, 1, false);
        QCOMPARE(committed->room.readMarker, EventId());
        QCOMPARE(committed->untold.size(), 0);
    }
    void theFirstThatIsEverReadOfARoomIsReadToo()
    {
        Bench bench;
        expect(bench.commitRoom(counted({message(u"a"_qs)}, 1)).room, 1, false);
        bench.writer().markRead(room, {}, {}, 1).isOk();
        expect(bench.commitRoom(counted({}, 1)).room, 0, false);
    }

    void aFirstSightOfMoreThanIsReadIsTheLeast()
    {
        Bench bench;
        const RoomDelta first = joined({message(u"x"_qs), message(u"y"_qs)}, u"t"_qs, true);
        expect(bench.commitRoom(withReceipt(first, u"a"_qs), Dialect::Sliding).room, 2, true);
        expect(bench.fill(page({message(u"w"_qs), message(u"v"_qs)}, u"t"_qs, u"t2"_qs)).room.room, 4, true);
        const HistoryPage last =
            page({message(u"u"_qs), message(u"a"_qs), message(u"0"_qs)}, u"t2"_qs, u"t3"_qs);
        expect(bench.fill(last).room.room, 5, false);
    }
    void aMarkerThatNeverComesLeavesAllOfTheRoomUnread()
    {
        Bench bench;
        const RoomDelta first = joined({message(u"x"_qs)}, u"t"_qs, true);
        bench.commitRoom(withReceipt(first, u"unseen"_qs), Dialect::Sliding);
        expect(bench.commitRoom(joined({message(u"z"_qs)}, u"u"_qs, true), Dialect::Sliding).room, 2, true);
        // The older gap first, as for a window in the past.
        expect(bench.fill(page({message(u"w"_qs)}, u"t"_qs, {})).room.room, 2, true);
        expect(bench.fill(page({message(u"y"_qs), message(u"x"_qs)}, u"u"_qs, u"u2"_qs)).room.room, 4, false);
    }
    void ownWordsInAGapReadWhatIsBeforeThem()
    {
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs), message(u"b"_qs)}), u"a"_qs),
                         Dialect::Sliding);
        bench.commitRoom(joined({message(u"x"_qs)}, u"t"_qs, true), Dialect::Sliding);
        const Room now =
            bench.fill(page({message(u"w"_qs), message(u"mine"_qs, me), message(u"v"_qs)}, u"t"_qs, u"t2"_qs))
                .room.room;
        expect(now, 2, false);
        QCOMPARE(now.readMarker, EventId(u"mine"_qs));
        // Older words do not, where one has read on.
        Bench other;
        other.commitRoom(withReceipt(joined({message(u"x"_qs)}, u"t"_qs, true), u"w"_qs), Dialect::Sliding);
        const HistoryPage older =
            page({message(u"v"_qs), message(u"w"_qs), message(u"mine"_qs, me)}, u"t"_qs, u"t2"_qs);
        QCOMPARE(other.fill(older).room.room.readMarker, EventId(u"w"_qs));
    }
    void ownWordsBeforeWhatWasReadTakeNothingBack()
    {
        Bench bench;
        RoomDelta early;
        early.id = room;
        early.fullyRead = EventId(u"b"_qs);
        bench.commit(batchOf({early}), Dialect::Sliding);
        const RoomDelta late =
            joined({message(u"a"_qs, me), message(u"b"_qs), message(u"c"_qs), message(u"d"_qs)});
        const Room now = bench.commitRoom(late, Dialect::Sliding).room;
        expect(now, 2, false);
        QCOMPARE(now.readMarker, EventId(u"b"_qs));
    }
    void aReceiptFromBeforeAllThatIsStoredTakesNothingBack()
    {
        Bench bench;
        RoomDelta first = joined({message(u"x"_qs), message(u"mine"_qs, me)}, u"t"_qs, true);
        first.isFullState = true;
        Room now = bench.commitRoom(withReceipt(first, u"a"_qs), Dialect::Sliding).room;
        QCOMPARE(now.readMarker, EventId(u"mine"_qs));
        // The same again, as when the server has forgotten the position.
        now = bench.commitRoom(withReceipt(first, u"a"_qs), Dialect::Sliding).room;
        expect(now, 0, false);
        QCOMPARE(now.readMarker, EventId(u"mine"_qs));
    }
    void readingThroughMuchLeavesTheRest()
    {
        constexpr int many = 1300;
        const auto isState = [](int i) { return i % 7 == 3; };
        const auto isForMe = [&](int i) { return i % 50 == 0 && !isState(i); };
        Bench bench;
        bench.commitRoom(withReceipt(joined({message(u"a"_qs)}), u"a"_qs), Dialect::Sliding);
        QList<Event> events;
        for (int i = 1; i <= many; ++i) {
            const QString id = QString::number(i);
            const QJsonObject mentions{{u"user_ids"_qs, QJsonArray{me.toString()}}};
            events << (isState(i)   ? state(id, u"m.room.topic"_qs, {{u"topic"_qs, id}})
                       : isForMe(i) ? parsed(wire(id, bob, u"m.room.message"_qs,
                                                  {{u"body"_qs, id}, {u"m.mentions"_qs, mentions}}))
                                    : message(id));
        }
        bench.commitRoom(joined(events), Dialect::Sliding);
        for (const int read : {1, 2, 3, 250, 700, 701, 702, 799, 800, 801, 850, 1299, 1300}) {
            const EventId event(QString::number(read));
            int left = 0;
            int forMe = 0;
            for (int i = read + 1; i <= many; ++i) {
                left += isState(i) ? 0 : 1;
                forMe += isForMe(i) ? 1 : 0;
            }
            Room now = bench.writer().markRead(room, event, {}, 0)->room;
            expect(now, left, false);
            QCOMPARE(now.highlight, forMe);
            // It comes back from the server.
            now = bench.commitRoom(withReceipt(joined({}), event.toString()), Dialect::Sliding).room;
            expect(now, left, false);
        }
    }
    void whatTheServerCountedOtherwiseIsExactInTheEnd()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs)}, u"t"_qs, true);
        delta.unread = 50;
        bench.commitRoom(delta);
        QList<Event> events;
        for (int i = 1; i <= 700; ++i)
            events << message(QString::number(i));
        expect(bench.commitRoom(joined(events), Dialect::Sliding).room, 750, false);
        // The rest is not gone through each time one reads on.
        expect(bench.writer().markRead(room, EventId(u"50"_qs), {}, 0)->room, 699, false);
        expect(bench.writer().markRead(room, EventId(u"100"_qs), {}, 0)->room, 649, false);
        expect(bench.writer().markRead(room, EventId(u"300"_qs), {}, 0)->room, 400, false);
    }
    void neverReadItGoesOnFromTheServersCount()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs)}, u"t"_qs, true);
        delta.unread = 50;
        bench.commitRoom(delta);
        expect(bench.commitRoom(joined({message(u"b"_qs)}), Dialect::Sliding).room, 51, false);
        expect(bench.commitRoom(joined({message(u"z"_qs)}, u"u"_qs, true), Dialect::Sliding).room, 52, true);
        expect(bench.fill(page({message(u"c"_qs), message(u"b"_qs)}, u"u"_qs, u"u2"_qs)).room.room, 53,
               false);
        // What was before the first sight is in the server's number.
        expect(bench.fill(page({message(u"0"_qs)}, u"t"_qs, u"t2"_qs)).room.room, 53, false);
    }
};

QTEST_GUILESS_MAIN(TestUnreadCounter)
#include "tst_unreadcounter.moc"
