// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetesting.h"

#include "store/accountreader.h"
#include "store/memberlistreader.h"
#include "store/mention.h"
#include "store/redaction.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

RoomDelta receiptOf(const UserId &user, const QString &event)
{
    RoomDelta delta;
    delta.id = room;
    delta.receipts = {{user, EventId(event), 1}};
    return delta;
}

RoomDelta counted(int unread, int highlight)
{
    RoomDelta delta;
    delta.id = room;
    delta.unread = unread;
    delta.highlight = highlight;
    return delta;
}

Event redaction(const QString &id, const QString &of, const QString &reason)
{
    QJsonObject object =
        wire(id, bob, QStringLiteral("m.room.redaction"), {{QStringLiteral("reason"), reason}});
    object.insert(QStringLiteral("redacts"), of);
    return parsed(object);
}

}

class TestBatchWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ---- positions
    void keepsThePositionOfTheDialectThatCameLast()
    {
        Bench bench;
        AccountReader reader(bench.database(), me);
        bench.commit(batchOf({}, "one"), Dialect::V1);
        QCOMPARE(reader.load(Dialect::V1)->position, "one");
        bench.commit(batchOf({}, "three"), Dialect::V3);
        bench.commit(batchOf({}, {}), Dialect::V3);
        QCOMPARE(reader.load(Dialect::V3)->position, "three");
        QCOMPARE(reader.load(Dialect::V3)->positionTs, 5000);
        // What comes after that one is stored in part by now: it would be put behind what is newer.
        QCOMPARE(reader.load(Dialect::V1)->position, QByteArray());
        bench.commit(batchOf({}, "sliding"), Dialect::Sliding);
        QCOMPARE(reader.position(Dialect::Sliding)->position, "sliding");
        QCOMPARE(reader.position(Dialect::V3)->position, QByteArray());
    }
    void aFailedCommitLeavesNothing()
    {
        Bench bench;
        bench.commit(batchOf({joined({message(u"a"_qs)})}, "p1"));
        bench.database().script("PRAGMA max_page_count = 1");
        QList<Event> many;
        for (int i = 0; i < 300; ++i)
            many.append(message(QString::number(i), bob, QString(500, u'x')));
        const auto result = bench.writer().write(batchOf({joined(many)}, "p2"), Dialect::V3, 1);
        QVERIFY(!result.isOk());
        QCOMPARE(result.error().kind, Error::Kind::DiskFull);
        QCOMPARE(bench.number("SELECT count(*) FROM events"), 1);
        QCOMPARE(AccountReader(bench.database(), me).load(Dialect::V3)->position, "p1");
        bench.database().script("PRAGMA max_page_count = 1000000");
        bench.commit(batchOf({joined(many)}, "p2"));
        QCOMPARE(bench.number("SELECT count(*) FROM events"), 301);
    }

    // ---- membership
    void followsOnesOwnMembership()
    {
        Bench bench;
        RoomDelta invite;
        invite.id = room;
        invite.membership = Membership::Invite;
        invite.inviter = bob;
        invite.state = {member(u"i"_qs, me, u"invite"_qs, {}, bob),
                        member(u"b"_qs, bob, u"join"_qs, u"Bob"_qs)};
        Room now = bench.commitRoom(invite).room;
        QVERIFY(now.membership == Membership::Invite);
        QCOMPARE(now.inviter, bob);
        QCOMPARE(now.inviterName, u"Bob"_qs);
        QCOMPARE(now.lastTs, 5000);
        now = bench.commitRoom(joined({create(), message(u"a"_qs)})).room;
        QVERIFY(now.membership == Membership::Join);
        QVERIFY(now.inviter.isEmpty());
        RoomDelta leave;
        leave.id = room;
        leave.membership = Membership::Leave;
        QVERIFY(bench.commitRoom(leave).room.membership == Membership::Leave);
        now = bench.commitRoom(invite).room;
        QVERIFY(now.membership == Membership::Invite);
        QCOMPARE(ids(bench.window().events), QStringList({u"$create"_qs, u"a"_qs}));
        QVERIFY(bench.commitRoom(joined({message(u"b"_qs)})).room.membership == Membership::Join);
    }
    void readsMembershipFromStateWhereItIsNotSaid()
    {
        Bench bench;
        RoomDelta delta = joined({member(u"m1"_qs, me, u"leave"_qs)});
        delta.membership = Membership::None;
        QVERIFY(bench.commitRoom(delta).room.membership == Membership::Leave);
        // What is said stands above an older turn in the timeline.
        delta = joined({member(u"m2"_qs, me, u"leave"_qs)});
        QVERIFY(bench.commitRoom(delta).room.membership == Membership::Join);
    }
    void roomsThatAreNotInTheFullStateWereLeft()
    {
        Bench bench;
        RoomDelta other = joined({message(u"o"_qs)});
        other.id = RoomId(u"!other:x"_qs);
        bench.commit(batchOf({joined({message(u"a"_qs)}), other}));
        SyncBatch initial = batchOf({other});
        QVERIFY(bench.commit(initial).rooms.size() == 1);
        initial.allRooms = QList<RoomId>{other.id};
        const auto committed = bench.commit(initial);
        QCOMPARE(committed.rooms.size(), 2);
        QCOMPARE(committed.rooms[1].room.id, room);
        QVERIFY(committed.rooms[1].room.membership == Membership::Leave);
        QCOMPARE(ids(bench.window().events), QStringList({u"a"_qs}));
    }
    void fullStateReplacesStateAndKeepsHistory()
    {
        Bench bench;
        RoomDelta first = joined({message(u"a"_qs)}, u"t1"_qs);
        first.state = {state(u"s1"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"old"_qs}}),
                       state(u"s2"_qs, u"m.room.name"_qs, {{u"name"_qs, u"Name"_qs}}),
                       member(u"s3"_qs, bob, u"join"_qs, u"Bob"_qs)};
        bench.commitRoom(first, Dialect::V1);
        RoomDelta again = joined({message(u"x"_qs)}, u"t2"_qs, true);
        again.isFullState = true;
        again.state = {state(u"s4"_qs, u"m.room.name"_qs, {{u"name"_qs, u"New"_qs}}),
                       member(u"s5"_qs, me, u"join"_qs)};
        const auto committed = bench.commitRoom(again, Dialect::V1);
        QCOMPARE(committed.room.name, u"New"_qs);
        QCOMPARE(committed.room.topic, QString());
        QCOMPARE(committed.room.joinedCount, 1);
        QVERIFY(committed.room.areMembersLoaded);
        QVERIFY(committed.hasNewSegment);
        QCOMPARE(bench.number("SELECT count(*) FROM events"), 2);
    }
    void anEncryptedRoomStaysSoWhateverAFullStateLeavesOut()
    {
        for (const Dialect dialect : {Dialect::V1, Dialect::V3, Dialect::Sliding}) {
            Bench bench;
            RoomDelta first = joined({message(u"a"_qs)});
            first.isFullState = true;
            first.state = {
                create(),
                state(u"$e"_qs, u"m.room.encryption"_qs, {{u"algorithm"_qs, u"m.megolm.v1.aes-sha2"_qs}}),
                state(u"$t"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"tea"_qs}})};
            QVERIFY(bench.commitRoom(first, dialect).room.isEncrypted);
            RoomDelta again = joined({message(u"b"_qs)});
            again.isFullState = true;
            again.state = {create()};
            const Room room = bench.commitRoom(again, dialect).room;
            QVERIFY(room.isEncrypted);
            QCOMPARE(room.topic, QString());
            QVERIFY(bench.commitRoom(joined({redaction(u"$r"_qs, u"$e"_qs, {})}), dialect).room.isEncrypted);
        }
    }
    void theFullStateOfV3KeepsNamesOfPeopleItDoesNotSend()
    {
        Bench bench;
        RoomDelta first = joined({message(u"a"_qs)}, u"t1"_qs);
        first.state = {member(u"s3"_qs, bob, u"join"_qs, u"Bob"_qs)};
        bench.commitRoom(first);
        RoomDelta again = joined({message(u"a"_qs)}, u"t1"_qs, true);
        again.isFullState = true;
        again.state = {member(u"s5"_qs, me, u"join"_qs)};
        QVERIFY(!bench.commitRoom(again).room.areMembersLoaded);
        QCOMPARE(bench.window().events.first().senderName, u"Bob"_qs);
    }
    void stateOfRepeatedEventsComesBackAfterAFullState()
    {
        Bench bench;
        const Event topic = state(u"s1"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"in the timeline"_qs}});
        bench.commitRoom(joined({topic}, u"t1"_qs));
        RoomDelta again = joined({topic}, u"t1"_qs, true);
        again.isFullState = true;
        QCOMPARE(bench.commitRoom(again).room.topic, u"in the timeline"_qs);
    }
    void remembersRoomsThatAreStillToBeFetched()
    {
        Bench bench;
        SyncBatch batch = batchOf({joined({})});
        batch.incomplete = {room};
        bench.commit(batch, Dialect::V1);
        AccountReader reader(bench.database(), me);
        QCOMPARE(reader.load(Dialect::V1)->incomplete, QList<RoomId>{room});
        QVERIFY(reader.load(Dialect::V1)->rooms.first().isIncomplete);
        RoomDelta fetched = joined({create(), message(u"a"_qs)});
        fetched.isFullState = true;
        bench.commit(batchOf({fetched}, {}), Dialect::V1);
        QVERIFY(reader.load(Dialect::V1)->incomplete.isEmpty());
        QVERIFY(!reader.load(Dialect::V1)->rooms.first().isIncomplete);
    }

    // ---- names
    void namesAreToldApart()
    {
        Bench bench;
        const UserId bob2(u"@bob2:x"_qs);
        bench.commitRoom(joined({member(u"1"_qs, bob, u"join"_qs, u"Bob"_qs), message(u"a"_qs)}));
        auto committed = bench.commitRoom(
            joined({member(u"2"_qs, bob2, u"join"_qs, u"Bob"_qs), message(u"b"_qs), message(u"c"_qs, bob2)}));
        QCOMPARE(committed.appended.size(), 3);
        QCOMPARE(committed.appended[1].senderName, u"Bob (@bob:x)"_qs);
        QCOMPARE(committed.appended[2].senderName, u"Bob (@bob2:x)"_qs);
        QCOMPARE(committed.appended[0].targetName, u"Bob"_qs);
        QVERIFY(committed.areMembersChanged);
        // Who leaves keeps the name, and no longer takes it from the other.
        committed = bench.commitRoom(joined({member(u"3"_qs, bob2, u"leave"_qs), message(u"d"_qs)}));
        QCOMPARE(committed.appended[0].senderName, u"Bob (@bob2:x)"_qs);
        QCOMPARE(committed.appended[1].senderName, u"Bob"_qs);
        QCOMPARE(bench.commitRoom(joined({message(u"e"_qs, UserId(u"@new:x"_qs))})).appended[0].senderName,
                 u"@new:x"_qs);
    }

    void namesThatLookTheSameAreToldApart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("direction mark") << QString(u"Bob"_qs + QChar(0x200E));
        QTest::newRow("space") << u"Bob "_qs;
        QTest::newRow("zero width") << QString(u"B"_qs + QChar(0x200B) + u"ob"_qs);
        QTest::newRow("joiner") << QString(u"Bo"_qs + QChar(0x2060) + u"b"_qs);
    }
    void namesThatLookTheSameAreToldApart()
    {
        QFETCH(QString, name);
        const UserId eve(u"@eve:x"_qs);
        Bench bench;
        const auto committed = bench.commitRoom(
            joined({member(u"1"_qs, bob, u"join"_qs, u"Bob"_qs), member(u"2"_qs, eve, u"join"_qs, name),
                    message(u"a"_qs), message(u"b"_qs, eve)}));
        QCOMPARE(committed.appended[2].senderName, u"Bob (@bob:x)"_qs);
        QVERIFY(committed.appended[3].senderName.endsWith(u" (@eve:x)"));
        // Also of those who have read.
        RoomDelta delta = joined({});
        delta.receipts = {{eve, EventId(u"b"_qs), 1}};
        QCOMPARE(bench.commitRoom(delta).readers.constFirst().name, committed.appended[3].senderName);
        QCOMPARE(bench.window().readers.constFirst().name, committed.appended[3].senderName);
        // And of those whom the database knew before it knew what names look like.
        bench.database().script("UPDATE members SET name_key = ''");
        MemberTable::fillNameKeys(bench.database());
        QCOMPARE(bench.window().events[2].senderName, u"Bob (@bob:x)"_qs);
    }
    void aNameThatIsAnIdSaysWhose()
    {
        const UserId eve(u"@eve:x"_qs);
        Bench bench;
        const auto nameOf = [&](const QString &name, const QString &event) {
            return bench
                .commitRoom(joined({member(u"$m"_qs + event, eve, u"join"_qs, name), message(event, eve)}))
                .appended[1]
                .senderName;
        };
        QCOMPARE(nameOf(u"@bob:x"_qs, u"a"_qs), u"@bob:x (@eve:x)"_qs);
        QCOMPARE(nameOf(u"Bob (@bob:x)"_qs, u"b"_qs), u"Bob (@bob:x) (@eve:x)"_qs);
        QCOMPARE(nameOf(u"@eve:x"_qs, u"c"_qs), u"@eve:x"_qs);
    }

    // ---- redactions
    void redactionPrunesWhatIsStored()
    {
        Bench bench;
        bench.commitRoom(
            joined({message(u"a"_qs, bob, u"a secret"_qs), member(u"m"_qs, bob, u"join"_qs, u"Bob"_qs)}));
        const auto committed = bench.commitRoom(joined({redaction(u"r"_qs, u"a"_qs, u"typo"_qs)}));
        QCOMPARE(committed.changed.size(), 1);
        QCOMPARE(committed.appended.size(), 1);
        const StoredEvent stored = bench.window().events.value(0);
        QVERIFY(stored.event.isRedacted);
        QCOMPARE(stored.redactedBy, u"Bob"_qs);
        QCOMPARE(stored.redactionReason, u"typo"_qs);
        QCOMPARE(stored.event.content, "{}");
        QVERIFY(!stored.event.raw.contains("secret"));
        QCOMPARE(stored.event.sender, bob);
        QCOMPARE(bench.number("SELECT count(*) FROM events WHERE raw LIKE '%secret%'"), 0);
    }
    void redactionInTheSameBatch()
    {
        Bench bench;
        const auto committed = bench.commitRoom(
            joined({message(u"a"_qs, bob, u"a secret"_qs), redaction(u"r"_qs, u"a"_qs, {})}));
        QVERIFY(committed.changed.isEmpty());
        QVERIFY(committed.appended[0].event.isRedacted);
        QVERIFY(!committed.appended[0].event.raw.contains("secret"));
    }
    void redactionOfStateChangesTheState()
    {
        Bench bench;
        const Event topic = state(u"s"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"rude"_qs}});
        QCOMPARE(bench.commitRoom(joined({topic})).room.topic, u"rude"_qs);
        QCOMPARE(bench.commitRoom(joined({redaction(u"r"_qs, u"s"_qs, {})})).room.topic, QString());
    }
    void redactionThatCameBeforeItsEvent()
    {
        Bench bench;
        bench.commitRoom(joined({redaction(u"r"_qs, u"a"_qs, {})}, u"t1"_qs));
        bench.fill(page({message(u"a"_qs, bob, u"a secret"_qs)}, u"t1"_qs, u"t0"_qs));
        QVERIFY(bench.window().events.first().event.isRedacted);
        QVERIFY(!bench.window().events.first().event.raw.contains("secret"));
    }
    void cameRedacted()
    {
        Bench bench;
        QJsonObject object = wire(u"a"_qs, bob, u"m.room.message"_qs, {});
        object.insert(u"unsigned"_qs,
                      QJsonObject{{u"redacted_because"_qs,
                                   QJsonObject{{u"sender"_qs, u"@mod:x"_qs},
                                               {u"content"_qs, QJsonObject{{u"reason"_qs, u"spam"_qs}}}}}});
        bench.commitRoom(joined({parsed(object)}));
        const StoredEvent stored = bench.window().events.value(0);
        QVERIFY(stored.event.isRedacted);
        QCOMPARE(stored.redactedBy, u"@mod:x"_qs);
        QCOMPARE(stored.redactionReason, u"spam"_qs);
    }
    void keepsWhatTheSpecKeeps_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("message") << u"m.room.message"_qs << QByteArray(R"({"body":"x"})") << QByteArray("{}");
        QTest::newRow("member") << u"m.room.member"_qs
                                << QByteArray(R"({"displayname":"x","membership":"join"})")
                                << QByteArray(R"({"membership":"join"})");
        QTest::newRow("create") << u"m.room.create"_qs << QByteArray(R"({"a":1,"creator":"@a:x"})")
                                << QByteArray(R"({"a":1,"creator":"@a:x"})");
        QTest::newRow("levels") << u"m.room.power_levels"_qs
                                << QByteArray(R"({"ban":1,"notifications":{},"users":{}})")
                                << QByteArray(R"({"ban":1,"users":{}})");
        QTest::newRow("rules") << u"m.room.join_rules"_qs << QByteArray(R"({"join_rule":"public","x":1})")
                               << QByteArray(R"({"join_rule":"public"})");
        QTest::newRow("in a thread")
            << u"m.room.message"_qs
            << QByteArray(
                   R"({"body":"x","m.relates_to":{"event_id":"$r","is_falling_back":true,"rel_type":"m.thread"}})")
            << QByteArray(R"({"m.relates_to":{"event_id":"$r","rel_type":"m.thread"}})");
        QTest::newRow("an edit")
            << u"m.room.message"_qs
            << QByteArray(R"({"body":"x","m.relates_to":{"event_id":"$r","rel_type":"m.replace"}})")
            << QByteArray("{}");
    }
    void keepsWhatTheSpecKeeps()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, kept);
        QJsonObject object = wire(u"$a"_qs, bob, type, QJsonDocument::fromJson(content).object(), 5);
        object.insert(u"unsigned"_qs, QJsonObject{{u"x"_qs, 1}});
        const QByteArray raw = text(object);
        const PrunedEvent pruned = pruneEvent(raw, type);
        QCOMPARE(pruned.content, kept);
        QVERIFY(pruned.raw.contains(kept));
        QVERIFY(!pruned.raw.contains("unsigned"));
        QVERIFY(pruned.raw.contains("\"origin_server_ts\":5"));
    }

    // ---- unread
    void serverCountsAreTakenAndMissingOnesChangeNothing()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}));
        Room now = bench.commitRoom(counted(3, 1)).room;
        QCOMPARE(now.unread, 3);
        QCOMPARE(now.highlight, 1);
        now = bench.commitRoom(joined({message(u"b"_qs)})).room;
        QCOMPARE(now.unread, 3);
        QCOMPARE(now.highlight, 1);
        QCOMPARE(bench.commitRoom(counted(0, 0)).room.unread, 0);
    }
    void countsWhereTheServerDoesNot()
    {
        Bench bench;
        bench.commitRoom(joined({member(u"m"_qs, me, u"join"_qs, u"Frieda Ö"_qs), message(u"a"_qs)}),
                         Dialect::V1);
        const auto next = [&](const Event &event) {
            return bench.commitRoom(joined({event}), Dialect::V1).room;
        };
        QCOMPARE(next(message(u"b"_qs)).unread, 2); // all since one joined
        QCOMPARE(next(state(u"s"_qs, u"m.room.topic"_qs, {})).unread, 2);
        Room now = next(message(u"c"_qs, bob, u"hello frieda ö!"_qs));
        QCOMPARE(now.unread, 3);
        QCOMPARE(now.highlight, 1);
        now = next(message(u"d"_qs, bob, u"@me: hello"_qs));
        QCOMPARE(now.highlight, 2);
        QCOMPARE(next(message(u"e"_qs, bob, u"some meat"_qs)).highlight, 2);
        // One's own message reads all before it.
        now = next(message(u"f"_qs, me));
        QCOMPARE(now.unread, 0);
        QCOMPARE(now.readMarker, EventId(u"f"_qs));
        QCOMPARE(next(message(u"g"_qs)).unread, 1);
        QCOMPARE(bench.commitRoom(joined({message(u"g"_qs)}), Dialect::V1).room.unread, 1);
    }
    void markReadMovesForwardOnly()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        bench.commitRoom(joined({message(u"b"_qs), message(u"c"_qs), message(u"d"_qs)}), Dialect::V1);
        const auto mark = [&](const QString &id) {
            return bench.writer().markRead(room, EventId(id), {}, 1)->room;
        };
        QCOMPARE(mark(u"c"_qs).unread, 1);
        QCOMPARE(mark(u"b"_qs).unread, 1);
        QCOMPARE(mark(u"b"_qs).readMarker, EventId(u"c"_qs));
        QCOMPARE(mark(u"unknown"_qs).readMarker, EventId(u"c"_qs));
        QCOMPARE(mark(u"d"_qs).unread, 0);
    }
    void receiptsOfOneselfMoveTheMarker()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        bench.commitRoom(joined({message(u"b"_qs), message(u"c"_qs)}), Dialect::V1);
        QCOMPARE(bench.commitRoom(receiptOf(bob, u"c"_qs)).room.unread, 2);
        const auto committed = bench.commitRoom(receiptOf(me, u"b"_qs));
        QCOMPARE(committed.room.unread, 1);
        QCOMPARE(committed.room.readMarker, EventId(u"b"_qs));
        QCOMPARE(committed.readers.size(), 1);
    }
    void receiptsOfOthersStandWithTheEventsTheyRead()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), message(u"b"_qs), message(u"c"_qs)});
        delta.state.append(member(u"m"_qs, bob, u"join"_qs, u"Bob"_qs));
        bench.commitRoom(delta);
        const auto committed = bench.commitRoom(receiptOf(bob, u"b"_qs));
        QCOMPARE(committed.readers, QList<RoomReader>({{bob, u"Bob"_qs, {}, EventId(u"b"_qs), 1}}));
        QCOMPARE(bench.window().readers, committed.readers);
        QCOMPARE(bench.window(0, 1).readers, QList<RoomReader>()); // only of the events that are shown
        bench.commitRoom(receiptOf(bob, u"c"_qs));
        QCOMPARE(bench.window(0, 1).readers.size(), 1);
        QCOMPARE(bench.window().readers.size(), 1);
    }
    void aReaderStandsWhereTheNewestOfHisReceiptsIs()
    {
        Bench bench;
        const auto readAt = [&bench](const QString &event, const QString &thread) {
            RoomDelta delta = joined({});
            delta.receipts.append({bob, EventId(event), 1, thread});
            bench.commitRoom(delta);
        };
        bench.commitRoom(joined({message(u"a"_qs), message(u"b"_qs), message(u"c"_qs)}));
        readAt(u"a"_qs, {}); // by a client that knows no threads, long ago
        readAt(u"b"_qs, Receipt::Main);
        QCOMPARE(bench.window().readers.size(), 1);
        QCOMPARE(bench.window().readers.first().event, EventId(u"b"_qs));
        // Also where that is not in the window.
        HistoryReader reader(bench.database());
        QVERIFY(reader.around(room, EventId(u"a"_qs), 1)->readers.isEmpty());
        readAt(u"c"_qs, {});
        QCOMPARE(bench.window().readers.first().event, EventId(u"c"_qs));
        readAt(u"c"_qs, Receipt::Main);
        QCOMPARE(bench.window().readers.size(), 1);
    }
    void heroesOfWhomNothingElseIsKnownNameTheRoom()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs, me)});
        delta.isFullState = true;
        delta.joinedCount = 2;
        delta.heroes = QList<UserId>{bob};
        delta.people = {member({}, bob, u"join"_qs, u"Bob"_qs)};
        QCOMPARE(bench.commitRoom(delta, Dialect::Sliding).room.name, u"Bob"_qs);
        // They are no news of those one knows.
        delta.state = {member(u"m"_qs, bob, u"join"_qs, u"Robert"_qs)};
        QCOMPARE(bench.commitRoom(delta, Dialect::Sliding).room.name, u"Robert"_qs);
    }
    void countsByItselfAfterASwitchFromV3()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), message(u"b"_qs)});
        delta.unread = 7;
        delta.fullyRead = EventId(u"a"_qs);
        QCOMPARE(bench.commitRoom(delta).room.unread, 7);
        QCOMPARE(bench.commitRoom(joined({message(u"c"_qs)}), Dialect::Sliding).room.unread, 2);
        delta = joined({message(u"d"_qs)});
        delta.unread = 3;
        QCOMPARE(bench.commitRoom(delta).room.unread, 3);
    }
    void countsOnFromV3WhereNoMarkerIsKnown()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), message(u"b"_qs)});
        delta.unread = 0;
        bench.commitRoom(delta);
        QCOMPARE(bench.commitRoom(joined({message(u"c"_qs)}), Dialect::Sliding).room.unread, 1);
        delta = joined({message(u"d"_qs)});
        delta.unread = 1;
        delta.highlight = 1;
        bench.commitRoom(delta);
        const Room counted = bench.commitRoom(joined({message(u"e"_qs)}), Dialect::Sliding).room;
        QCOMPARE(counted.unread, 3); // of c, d, e
    }
    void whatV3CountedBeforeItCameIsUnreadOnce()
    {
        Bench bench;
        RoomDelta delta = joined(
            {message(u"a"_qs), member(u"join"_qs, me, u"join"_qs), message(u"b"_qs), message(u"c"_qs)});
        delta.unread = 3; // d is counted, but not among these
        bench.commitRoom(delta);
        QCOMPARE(bench.commitRoom(joined({message(u"d"_qs)}), Dialect::Sliding).room.unread, 3);
        QCOMPARE(bench.commitRoom(joined({message(u"e"_qs)}), Dialect::Sliding).room.unread, 4);
    }
    void whatAGapHidIsUnreadToo()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs)});
        delta.fullyRead = EventId(u"a"_qs);
        bench.commitRoom(delta, Dialect::Sliding);
        QCOMPARE(bench.commitRoom(joined({message(u"d"_qs)}, u"t"_qs, true), Dialect::Sliding).room.unread,
                 1);
        HistoryPage page;
        page.events = {message(u"c"_qs), message(u"b"_qs), message(u"a"_qs)};
        page.from = u"t"_qs;
        page.end = u"t2"_qs;
        QCOMPARE(bench.fill(page).room.room.unread, 3);
    }
    void aSmallRoomThatComesWholeClosesItsGap()
    {
        Bench bench;
        const Event create = state(u"create"_qs, u"m.room.create"_qs, {});
        bench.commitRoom(joined({create, message(u"a"_qs)}), Dialect::Sliding);
        bench.commitRoom(joined({message(u"d"_qs)}, u"t"_qs, true), Dialect::Sliding);
        // The room's first event is among these, but not where the newer messages begin.
        const RoomDelta whole = joined(
            {create, message(u"a"_qs), message(u"b"_qs), message(u"c"_qs), message(u"d"_qs)}, {}, true);
        bench.commitRoom(whole, Dialect::Sliding);
        const QStringList all{u"create"_qs, u"a"_qs, u"b"_qs, u"c"_qs, u"d"_qs};
        QCOMPARE(ids(bench.window().events), all);
        QVERIFY(bench.window().edge == HistoryWindow::Edge::Start);
    }
    void whatIsPutInFrontIsNoNewsOfTheState()
    {
        Bench bench;
        const auto topic = [](const QString &id) {
            return state(id, u"m.room.topic"_qs, {{u"topic"_qs, id}});
        };
        RoomDelta first = joined({message(u"d"_qs)}, u"t"_qs, true);
        first.isFullState = true;
        // Changed while one was away, so it is in no timeline.
        first.state = {topic(u"unseen"_qs)};
        bench.commitRoom(first, Dialect::Sliding);
        const RoomDelta more = joined({topic(u"old"_qs), message(u"d"_qs)}, u"t2"_qs, true);
        QCOMPARE(bench.commitRoom(more, Dialect::Sliding).room.topic, u"unseen"_qs);
        const RoomDelta news = joined({topic(u"old"_qs), message(u"d"_qs), topic(u"new"_qs)}, u"t2"_qs, true);
        QCOMPARE(bench.commitRoom(news, Dialect::Sliding).room.topic, u"new"_qs);
    }
    void whatIsPutInFrontIsUnreadToo()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs)});
        delta.fullyRead = EventId(u"a"_qs);
        bench.commitRoom(delta, Dialect::Sliding);
        bench.commitRoom(joined({message(u"d"_qs)}, u"t"_qs, true), Dialect::Sliding);
        // As when the room is opened and the server sends more of it.
        const RoomDelta more = joined({message(u"c"_qs), message(u"d"_qs)}, u"t2"_qs, true);
        QCOMPARE(bench.commitRoom(more, Dialect::Sliding).room.unread, 2);
        QCOMPARE(ids(bench.window().events), QStringList({u"c"_qs, u"d"_qs}));
    }
    void whatIsSaidOfAnUnknownRoomWaitsForIt()
    {
        Bench bench;
        RoomDelta early;
        early.id = room;
        early.fullyRead = EventId(u"a"_qs);
        QVERIFY(bench.commit(batchOf({early}), Dialect::Sliding).rooms.isEmpty());
        const RoomDelta late = joined({message(u"a"_qs), message(u"b"_qs)});
        QCOMPARE(bench.commitRoom(late, Dialect::Sliding).room.unread, 1);
    }
    void aGapMakesLazyMembersUnknown()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}));
        QVERIFY(
            bench.writer().writeMembers(room, {member(u"m"_qs, bob, u"join"_qs)}, 1)->room.areMembersLoaded);
        QVERIFY(bench.commitRoom(joined({message(u"b"_qs)})).room.areMembersLoaded);
        const CommittedRoom gap = bench.commitRoom(joined({message(u"z"_qs)}, u"t"_qs, true));
        QVERIFY(!gap.room.areMembersLoaded && gap.areMembersChanged);
    }
    void allOfARoomIsReadWithoutAnEvent()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), message(u"b"_qs)});
        delta.timeline.append(state(u"t"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"x"_qs}}));
        delta.fullyRead = EventId(u"a"_qs);
        QCOMPARE(bench.commitRoom(delta).room.unread, 1);
        const auto committed = bench.writer().markRead(room, {}, {}, 1);
        QVERIFY(committed.isOk());
        QCOMPARE(committed->room.unread, 0);
        QCOMPARE(committed->room.readMarker, EventId(u"t"_qs));
    }
    void aMarkThatWasNotToldIsNotUndoneByWhatWasBeforeIt()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}));
        RoomDelta delta = joined({});
        delta.isMarkedUnread = false;
        delta.isFullState = true; // all there is, however old
        QVERIFY(bench.writer().setMarkedUnread(room, true, 1)->room.isMarkedUnread);
        QVERIFY(bench.commitRoom(delta).room.isMarkedUnread);
        delta.isFullState = false;
        QVERIFY(!bench.commitRoom(delta).room.isMarkedUnread);
        // Nothing else to say but what the server says.
        bench.database().run("DELETE FROM untold");
        delta.isFullState = true;
        delta.isMarkedUnread = true;
        QVERIFY(bench.commitRoom(delta).room.isMarkedUnread);
    }
    void receiptsOnWhatIsNoRowReadWhatIsAboveThem()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        bench.commitRoom(
            joined({message(u"b"_qs), parsed(wire(u"r"_qs, bob, u"m.reaction"_qs, {})), message(u"c"_qs)}),
            Dialect::V1);
        const Room now = bench.commitRoom(receiptOf(me, u"r"_qs)).room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(now.readMarker, EventId(u"r"_qs));
    }
    void aReceiptOnOnesOwnMessageTakesNothingBack()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        bench.commitRoom(joined({message(u"b"_qs), message(u"mine"_qs, me), message(u"c"_qs)}), Dialect::V1);
        QCOMPARE(bench.commitRoom(receiptOf(me, u"mine"_qs)).room.unread, 1);
        QCOMPARE(bench.commitRoom(receiptOf(me, u"b"_qs)).room.unread, 1);
        QCOMPARE(bench.commitRoom(receiptOf(me, u"b"_qs)).room.readMarker, EventId(u"mine"_qs));
    }
    void anEditIsNothingNewToRead()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        const Event edit =
            parsed(wire(u"e"_qs, bob, u"m.room.message"_qs,
                        {{u"body"_qs, u"* me"_qs},
                         {u"m.relates_to"_qs, QJsonObject{{u"rel_type"_qs, u"m.replace"_qs}}}}));
        Room now = bench.commitRoom(joined({message(u"b"_qs), edit}), Dialect::V1).room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(now.highlight, 0);
        now = bench.commitRoom(receiptOf(me, u"a"_qs), Dialect::V1).room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(bench.commitRoom(receiptOf(me, u"b"_qs), Dialect::V1).room.unread, 0);
    }
    void countsGoOnAfterAGap()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        QCOMPARE(bench.commitRoom(joined({message(u"b"_qs)}), Dialect::V1).room.unread, 1);
        const Room now =
            bench.commitRoom(joined({message(u"x"_qs), message(u"y"_qs)}, u"t"_qs, true), Dialect::V1).room;
        QCOMPARE(now.unread, 3);
        QCOMPARE(now.readMarker, EventId(u"a"_qs));
        QCOMPARE(bench.commitRoom(receiptOf(me, u"x"_qs), Dialect::V1).room.unread, 1);
    }
    void aFirstSightWithAReceiptCountsWhatComesAfterIt()
    {
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), message(u"b"_qs), message(u"c"_qs)}, u"t"_qs, true);
        delta.receipts = {{me, EventId(u"a"_qs), 1}};
        QCOMPARE(bench.commitRoom(delta, Dialect::V1).room.unread, 2);
    }
    void aFirstSightWithoutOneIsRead()
    {
        Bench bench;
        const Room now = bench.commitRoom(joined({message(u"a"_qs), message(u"b"_qs)}), Dialect::V1).room;
        QCOMPARE(now.unread, 0);
        QCOMPARE(now.readMarker, EventId(u"b"_qs));
    }
    void aFirstSightWithoutOneCountsFromOnesJoin_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::newRow("v1") << Dialect::V1;
        QTest::newRow("v3") << Dialect::V3;
        QTest::newRow("sliding") << Dialect::Sliding;
    }
    void aFirstSightWithoutOneCountsFromOnesJoin()
    {
        QFETCH(Dialect, dialect);
        const auto aside = [](const QString &id) {
            const QJsonObject relation{{u"rel_type"_qs, u"m.thread"_qs}, {u"event_id"_qs, u"a"_qs}};
            return parsed(
                wire(id, bob, u"m.room.message"_qs, {{u"body"_qs, id}, {u"m.relates_to"_qs, relation}}));
        };
        Bench bench;
        RoomDelta delta = joined({message(u"a"_qs), aside(u"t1"_qs), member(u"join"_qs, me, u"join"_qs),
                                  message(u"b"_qs), message(u"c"_qs)});
        if (dialect == Dialect::V3)
            delta.unread = 2;
        Room now = bench.commitRoom(delta, dialect).room;
        QCOMPARE(now.unread, 2);
        QVERIFY(!now.hasUnreadThreads);
        QCOMPARE(now.readMarker, EventId(u"join"_qs));
        // Whatever is spoken next.
        now = bench.commitRoom(joined({message(u"d"_qs), aside(u"t2"_qs)}), Dialect::Sliding).room;
        QCOMPARE(now.unread, 3);
        QVERIFY(now.hasUnreadThreads);
    }
    void aReceiptInsideAGapStillCounts()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs)}), Dialect::V1);
        RoomDelta delta = joined({message(u"x"_qs), message(u"y"_qs)}, u"t2"_qs, true);
        delta.receipts = {{me, EventId(u"w"_qs), 1}};
        QCOMPARE(bench.commitRoom(delta, Dialect::V1).room.unread, 2);
        bench.fill(page({message(u"w"_qs), message(u"v"_qs)}, u"t2"_qs, u"t3"_qs));
        const auto account = AccountReader(bench.database(), me).load(Dialect::V1);
        QCOMPARE(account->rooms.first().unread, 2);
        QCOMPARE(account->rooms.first().readMarker, EventId(u"w"_qs));
    }
    void wordsAreWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("word");
        QTest::addColumn<bool>("is");
        QTest::newRow("alone") << u"me"_qs << u"me"_qs << true;
        QTest::newRow("case") << u"hey ME!"_qs << u"me"_qs << true;
        QTest::newRow("part") << u"some meat"_qs << u"me"_qs << false;
        QTest::newRow("second") << u"meme me"_qs << u"me"_qs << true;
        QTest::newRow("umlaut") << u"mé"_qs << u"m"_qs << false;
        QTest::newRow("empty word") << u"me"_qs << QString() << false;
        QTest::newRow("two words") << u"hi Ada Lovelace,"_qs << u"ada lovelace"_qs << true;
    }
    void wordsAreWhole()
    {
        QFETCH(QString, text);
        QFETCH(QString, word);
        QTEST(containsWord(text, word), "is");
    }

    // ---- the rest
    void passesOnWhatIsNotStored()
    {
        Bench bench;
        RoomDelta delta = joined({});
        delta.typing = QList<UserId>{bob};
        SyncBatch batch = batchOf({delta});
        batch.presence = {{bob, Presence::Online, {}, 0}};
        const auto committed = bench.commit(batch);
        QCOMPARE(*committed.rooms[0].typing, QList<TypingPerson>({{bob, bob.toString()}}));
        QCOMPARE(committed.presence.size(), 1);
        QVERIFY(!bench.commitRoom(joined({})).typing);
    }
    void eachRoomChangesOnce()
    {
        Bench bench;
        const auto committed =
            bench.commit(batchOf({joined({message(u"a"_qs)}), joined({message(u"b"_qs)})}));
        QCOMPARE(committed.rooms.size(), 1);
        QCOMPARE(ids(committed.rooms[0].appended), QStringList({u"a"_qs, u"b"_qs}));
    }
    void aForgottenRoomIsNotMadeAgain()
    {
        Bench bench;
        QCOMPARE(bench.writer().markRead(room, EventId(u"a"_qs), {}, 1).error().kind, Error::Kind::NotFound);
        QCOMPARE(bench.writer().writeMembers(room, {member(u"m"_qs, me, u"join"_qs)}, 1).error().kind,
                 Error::Kind::NotFound);
        QCOMPARE(bench.number("SELECT count(*) FROM rooms"), 0);
    }
    void membersReplaceThoseOfBefore()
    {
        Bench bench;
        bench.commitRoom(joined({member(u"1"_qs, bob, u"join"_qs, u"Bob"_qs)}));
        const auto committed = bench.writer().writeMembers(
            room, {member(u"2"_qs, me, u"join"_qs, u"Me"_qs), member(u"3"_qs, UserId(u"@c:x"_qs), u"ban"_qs)},
            1);
        QVERIFY(committed->room.areMembersLoaded);
        QVERIFY(committed->areMembersChanged);
        const auto members = MemberListReader(bench.database()).read(room);
        QCOMPARE(members->size(), 2);
        QVERIFY(members->at(1).membership == Membership::Ban);
        QCOMPARE(members->at(0).name, u"Me"_qs);
    }
    void hostileValues()
    {
        Bench bench;
        Event odd = message(u"\"; DROP TABLE events; --"_qs, UserId(u"@\U0001F600:x"_qs));
        Event noId = message(u"x"_qs);
        noId.id = EventId();
        Event empty;
        empty.id = EventId(u"e"_qs);
        const auto committed = bench.commitRoom(joined({odd, noId, empty}));
        QCOMPARE(committed.appended.size(), 2);
        QCOMPARE(ids(bench.window().events).last(), u"e"_qs);
        QCOMPARE(bench.window().events.last().event.content, "{}");
    }
};

QTEST_GUILESS_MAIN(TestBatchWriter)
#include "tst_batchwriter.moc"
