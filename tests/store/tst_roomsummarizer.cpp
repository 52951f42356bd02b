// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetesting.h"

#include "store/accountreader.h"
#include "store/roomcodec.h"

#include <QJsonArray>

using namespace linnet;
using namespace linnet::testing;

class TestRoomSummarizer : public QObject
{
    Q_OBJECT

    static RoomDelta withState(const QList<Event> &events)
    {
        RoomDelta delta = joined({});
        delta.state = events;
        return delta;
    }
    static Event name(const QString &value)
    {
        return state(u"n"_qs, u"m.room.name"_qs, {{u"name"_qs, value}});
    }
    static Event alias(const QString &value)
    {
        return state(u"c"_qs, u"m.room.canonical_alias"_qs, {{u"alias"_qs, value}});
    }

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QList<Event>>("events");
        QTest::addColumn<QString>("name");
        const Event self = member(u"1"_qs, me, u"join"_qs, u"Me"_qs);
        const Event other = member(u"2"_qs, bob, u"join"_qs, u"Bob"_qs);
        QTest::newRow("name") << QList{self, other, name(u"Tea"_qs), alias(u"#t:x"_qs)} << u"Tea"_qs;
        QTest::newRow("alias") << QList{self, other, name(QString()), alias(u"#t:x"_qs)} << u"#t:x"_qs;
        QTest::newRow("one other") << QList{self, other} << u"Bob"_qs;
        QTest::newRow("invited other")
            << QList{self, member(u"2"_qs, bob, u"invite"_qs, u"Bob"_qs)} << u"Bob"_qs;
    }
    void names()
    {
        QFETCH(QList<Event>, events);
        QFETCH(QString, name);
        Bench bench;
        QCOMPARE(bench.commitRoom(withState(events)).room.name, name);
    }
    void anEmptyRoomSaysSo()
    {
        Bench bench;
        const QString alone = bench.commitRoom(withState({member(u"1"_qs, me, u"join"_qs)})).room.name;
        QVERIFY(alone.contains(u"Empty"_qs));
        bench.commitRoom(withState({member(u"2"_qs, bob, u"join"_qs, u"Bob"_qs)}));
        const QString was = bench.commitRoom(joined({member(u"3"_qs, bob, u"leave"_qs)})).room.name;
        QVERIFY(was.contains(u"Empty"_qs));
        QVERIFY(was.contains(u"Bob"_qs));
    }
    void theServersHeroesComeFirst()
    {
        Bench bench;
        RoomDelta delta =
            withState({member(u"1"_qs, me, u"join"_qs), member(u"2"_qs, bob, u"join"_qs, u"Bob"_qs)});
        delta.heroes = QList{UserId(u"@zoe:x"_qs)};
        delta.joinedCount = 2;
        delta.invitedCount = 0;
        Room now = bench.commitRoom(delta).room;
        QCOMPARE(now.name, u"@zoe:x"_qs);
        QCOMPARE(now.joinedCount, 2);
        // Not said again: not forgotten.
        now = bench.commitRoom(joined({message(u"a"_qs)})).room;
        QCOMPARE(now.name, u"@zoe:x"_qs);
        QCOMPARE(now.joinedCount, 2);
    }
    void aDirectChatHasTheOthersAvatar()
    {
        Bench bench;
        Event other =
            state(u"2"_qs, u"m.room.member"_qs,
                  {{u"membership"_qs, u"join"_qs}, {u"avatar_url"_qs, u"mxc://x/bob"_qs}}, bob.toString());
        bench.commitRoom(withState({member(u"1"_qs, me, u"join"_qs), other}));
        SyncBatch batch = batchOf({});
        batch.directRooms = QHash<RoomId, UserId>{{room, bob}};
        auto committed = bench.commit(batch);
        QCOMPARE(committed.rooms.size(), 1);
        QVERIFY(committed.rooms[0].room.isDirect);
        QCOMPARE(committed.rooms[0].room.directWith, bob);
        QCOMPARE(committed.rooms[0].room.avatarUrl, u"mxc://x/bob"_qs);
        // Nothing new: no room changes; gone again: one does.
        QVERIFY(bench.commit(batch).rooms.isEmpty());
        batch.directRooms = QHash<RoomId, UserId>();
        committed = bench.commit(batch);
        QVERIFY(!committed.rooms[0].room.isDirect);
        QCOMPARE(committed.rooms[0].room.avatarUrl, QString());
    }
    void aSpaceHasItsRoomsInTheirOrder()
    {
        Bench bench;
        const auto child = [](const char *id, const char *roomId, const QJsonObject &content) {
            return state(QString::fromLatin1(id), u"m.space.child"_qs, content, QString::fromLatin1(roomId));
        };
        const QJsonObject bare{{u"via"_qs, QJsonArray{u"x"_qs}}};
        QJsonObject second = bare;
        second.insert(u"order"_qs, u"b"_qs);
        second.insert(u"suggested"_qs, true);
        QJsonObject first = bare;
        first.insert(u"order"_qs, u"a"_qs);
        QJsonObject unordered = bare;
        unordered.insert(u"order"_qs, u"\u00e4"_qs);
        const Room now = bench
                             .commitRoom(withState(
                                 {member(u"1"_qs, me, u"join"_qs),
                                  state(u"c"_qs, u"m.room.create"_qs,
                                        {{u"type"_qs, u"m.space"_qs},
                                         {u"room_version"_qs, u"12"_qs},
                                         {u"predecessor"_qs, QJsonObject{{u"room_id"_qs, u"!old"_qs}}}}),
                                  child("s1", "!last", unordered), child("s2", "!second", second),
                                  child("s3", "!first", first), child("s4", "!gone", {}),
                                  child("s5", "!odd", {{u"via"_qs, u"x"_qs}}), child("s6", "no room", bare)}))
                             .room;
        QVERIFY(now.isSpace());
        QCOMPARE(now.version, u"12"_qs);
        QCOMPARE(now.predecessor, RoomId(u"!old"_qs));
        QStringList ids;
        for (const SpaceChild &each : now.children)
            ids.append(each.id.toString());
        QCOMPARE(ids, (QStringList{u"!first"_qs, u"!second"_qs, u"!last"_qs}));
        QVERIFY(now.children[1].isSuggested && !now.children[0].isSuggested);
        QCOMPARE(now.children[0].via, QStringList{u"x"_qs});
    }
    void aReplacedRoomSaysWhereItGoesOn()
    {
        Bench bench;
        const Room now = bench
                             .commitRoom(withState(
                                 {member(u"1"_qs, me, u"join"_qs),
                                  state(u"t"_qs, u"m.room.tombstone"_qs,
                                        {{u"replacement_room"_qs, u"!new"_qs}, {u"body"_qs, u"Moved"_qs}}),
                                  state(u"j"_qs, u"m.room.join_rules"_qs, {{u"join_rule"_qs, 7}})}))
                             .room;
        QVERIFY(now.isReplaced);
        QCOMPARE(now.successor, RoomId(u"!new"_qs));
        QCOMPARE(now.replacedReason, u"Moved"_qs);
        QCOMPARE(now.joinRule, u"invite"_qs);
    }
    void tagsStayUntilTheServerSaysOthers()
    {
        Bench bench;
        RoomDelta delta = withState({member(u"1"_qs, me, u"join"_qs)});
        delta.tags =
            readTags(R"({"tags":{"m.favourite":{"order":0.5},"u.work":{"order":"0.25"},"u.bare":{}}})");
        QCOMPARE(bench.commitRoom(delta).room.tags.size(), 3);
        const auto tags = bench.commitRoom(joined({message(u"a"_qs)})).room.tags;
        QCOMPARE(tags.value(u"m.favourite"_qs), 0.5);
        QCOMPARE(tags.value(u"u.work"_qs), 0.25);
        QCOMPARE(tags.value(u"u.bare"_qs), NoTagOrder);
        delta = joined({});
        delta.tags.emplace();
        QVERIFY(bench.commitRoom(delta).room.tags.isEmpty());
    }
    void previewsTheNewestMessage()
    {
        Bench bench;
        const Event edit = parsed(wire(
            u"e"_qs, bob, u"m.room.message"_qs,
            {{u"body"_qs, u"* x"_qs}, {u"m.relates_to"_qs, QJsonObject{{u"rel_type"_qs, u"m.replace"_qs}}}},
            3000));
        const Room now = bench
                             .commitRoom(joined({member(u"1"_qs, bob, u"join"_qs, u"Bob"_qs),
                                                 message(u"a"_qs, bob, u"hello"_qs, 2000),
                                                 state(u"t"_qs, u"m.room.topic"_qs, {}), edit}))
                             .room;
        QCOMPARE(now.lastEventId, EventId(u"a"_qs));
        QCOMPARE(now.lastType, u"m.room.message"_qs);
        QCOMPARE(now.lastSenderName, u"Bob"_qs);
        QVERIFY(now.lastContent.contains("hello"));
        QCOMPARE(now.lastTs, 2000);
    }
    void aRequestToVerifyIsNoPreview()
    {
        Bench bench;
        const Event request = parsed(wire(u"r"_qs, bob, u"m.room.message"_qs,
                                          {{u"msgtype"_qs, u"m.key.verification.request"_qs},
                                           {u"body"_qs, u"Bob asks"_qs},
                                           {u"to"_qs, me.toString()}},
                                          3000));
        const Room now = bench.commitRoom(joined({message(u"a"_qs, bob, u"hello"_qs, 2000), request})).room;
        QCOMPARE(now.lastEventId, EventId(u"a"_qs));
        QCOMPARE(now.lastTs, 2000);
    }
    void previewsWhatAnEditMadeOfIt()
    {
        Bench bench;
        bench.commitRoom(joined({message(u"a"_qs, bob, u"the secret"_qs, 2000)}));
        const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, u"a"_qs}};
        const QJsonObject content{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, u"nothing"_qs}};
        const Event edit = parsed(wire(u"e"_qs, bob, u"m.room.message"_qs,
                                       {{u"msgtype"_qs, u"m.text"_qs},
                                        {u"body"_qs, u"* nothing"_qs},
                                        {u"m.new_content"_qs, content},
                                        {u"m.relates_to"_qs, relation}},
                                       3000));
        const Room now = bench.commitRoom(joined({edit})).room;
        QCOMPARE(now.lastEventId, EventId(u"a"_qs));
        QVERIFY(!now.lastContent.contains("secret"));
        QVERIFY(now.lastContent.contains("nothing"));
    }
    void aRoomWithoutMessagesSortsByItsNewestEvent()
    {
        Bench bench;
        const Room now = bench.commitRoom(joined({create(), state(u"t"_qs, u"m.room.topic"_qs, {})})).room;
        QVERIFY(now.lastEventId.isEmpty());
        QCOMPARE(now.lastTs, 1000);
    }
    void historyGivesAPreviewWhereThereWasNone()
    {
        Bench bench;
        bench.commitRoom(joined({state(u"t"_qs, u"m.room.topic"_qs, {})}, u"t1"_qs));
        bench.fill(page({message(u"b"_qs), message(u"a"_qs)}, u"t1"_qs, u"t2"_qs));
        const auto account = AccountReader(bench.database(), me).load(Dialect::V3);
        QCOMPARE(account->rooms.first().lastEventId, EventId(u"b"_qs));
    }
    void readsStateOfAllYears()
    {
        Bench bench;
        const Room now =
            bench
                .commitRoom(withState(
                    {state(u"1"_qs, u"m.room.aliases"_qs, {{u"aliases"_qs, QJsonArray{u"#old:x"_qs}}},
                           u"x"_qs),
                     state(u"2"_qs, u"m.room.power_levels"_qs, {{u"@bob:x"_qs, 100}, {u"default"_qs, 0}}),
                     state(u"3"_qs, u"m.room.topic"_qs, {{u"topic"_qs, u"T"_qs}}),
                     state(u"4"_qs, u"m.room.encryption"_qs, {{u"algorithm"_qs, u"x"_qs}}),
                     state(u"5"_qs, u"m.room.join_rules"_qs, {{u"join_rule"_qs, u"public"_qs}})}))
                .room;
        QCOMPARE(now.aliases, QStringList{u"#old:x"_qs});
        QCOMPARE(now.powerLevels.powerOf(bob), 100);
        QCOMPARE(now.topic, u"T"_qs);
        QVERIFY(now.isEncrypted);
        QVERIFY(now.isPublic());
    }
    void knowsWhatIsPinnedAndWhoMayJoin()
    {
        Bench bench;
        const QJsonArray pins{u"$a"_qs, 7, u"$b"_qs};
        const Room now =
            bench
                .commitRoom(
                    withState({state(u"1"_qs, u"m.room.pinned_events"_qs, {{u"pinned"_qs, pins}}),
                               state(u"2"_qs, u"m.room.join_rules"_qs, {{u"join_rule"_qs, u"public"_qs}})}))
                .room;
        QCOMPARE(now.pinned, (QList<EventId>{EventId(u"$a"_qs), EventId(u"$b"_qs)}));
        QVERIFY(now.isPublic());
    }
    void oneLooksTheSameAfterARestart()
    {
        Bench bench;
        RoomDelta delta =
            withState({member(u"1"_qs, me, u"join"_qs), member(u"2"_qs, bob, u"join"_qs, u"Bob"_qs),
                       state(u"3"_qs, u"m.room.power_levels"_qs,
                             {{u"users"_qs, QJsonObject{{u"@bob:x"_qs, 50}}}, {u"ban"_qs, 7}})});
        delta.timeline = {message(u"a"_qs)};
        delta.unread = 2;
        const Room before = bench.commitRoom(delta).room;
        const auto account = AccountReader(bench.database(), me).load(Dialect::V3);
        QCOMPARE(account->rooms.size(), 1);
        const Room after = account->rooms.first();
        QCOMPARE(encodeRoom(after), encodeRoom(before));
        QCOMPARE(after.powerLevels.powerOf(bob), 50);
        QCOMPARE(after.powerLevels.ban, 7);
        QCOMPARE(after.name, u"Bob"_qs);
        QCOMPARE(after.unread, 2);
    }
    void bytesOfAnotherVersionAreComputedAnew()
    {
        Bench bench;
        bench.commitRoom(withState({name(u"Tea"_qs)}));
        for (const QByteArray &bytes : {QByteArray(), QByteArray("\x7f"), QByteArray(40, '\1')}) {
            QVERIFY(!decodeRoom(bytes));
            bench.database().run("UPDATE rooms SET summary = ?", bytes);
            const auto account = AccountReader(bench.database(), me).load(Dialect::V3);
            QCOMPARE(account->rooms.first().name, u"Tea"_qs);
            // Once only.
            Statement kept = bench.database().query("SELECT summary FROM rooms");
            QVERIFY(kept.next());
            const auto room = decodeRoom(kept.blob(0));
            QVERIFY(room);
            QCOMPARE(room->name, u"Tea"_qs);
        }
    }
};

QTEST_GUILESS_MAIN(TestRoomSummarizer)
#include "tst_roomsummarizer.moc"
