// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"
#include "matrix/syncdialect.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

class TestLegacyDialect : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 Now = 1'800'000'000'000;
    std::unique_ptr<SyncDialect> m_dialect = makeSyncDialect({Dialect::V1, false}, UserId(u"@me:x"_qs));

    Result<SyncBatch> stream(const char *chunk) const
    {
        return m_dialect->parse(
            "s1",
            jsonText(QByteArray(QByteArray("{'start':'s1','end':'s2','chunk':[") + chunk + "]}").constData()),
            Now);
    }
    static QByteArray member(const QByteArray &id, const QByteArray &user, const QByteArray &now,
                             const QByteArray &before = {})
    {
        return "{'type':'m.room.member','event_id':'" + id +
               "','room_id':'!r','sender':'@a:x','state_key':'" + user + "','content':{'membership':'" + now +
               "'}" + (before.isEmpty() ? QByteArray() : ",'prev_content':{'membership':'" + before + "'}") +
               "}";
    }

private Q_SLOTS:
    void asks()
    {
        auto request = m_dialect->request({}, {30s});
        QCOMPARE(request.path, u"/_matrix/client/api/v1/initialSync"_qs);
        QVERIFY(request.timeout >= 60s);
        request = m_dialect->request("s39_18_0", {30s});
        QCOMPARE(request.method, Request::Method::Get);
        QCOMPARE(request.path, u"/_matrix/client/api/v1/events"_qs);
        QCOMPARE(request.query,
                 (QList<std::pair<QString, QString>>{
                     {u"from"_qs, u"s39_18_0"_qs}, {u"timeout"_qs, u"30000"_qs}, {u"limit"_qs, u"100"_qs}}));
        QVERIFY(request.timeout >= 40s);
        QVERIFY(request.isIdempotent && request.needsToken);
        QCOMPARE(m_dialect->roomRequest(RoomId(u"!a/b:x"_qs))->path,
                 u"/_matrix/client/api/v1/rooms/!a%2Fb:x/initialSync"_qs);
        QCOMPARE(m_dialect->roomFallbackRequest()->path, u"/_matrix/client/api/v1/initialSync"_qs);
    }
    void readsTheGuidesTranscript()
    {
        const auto dialect = makeSyncDialect({Dialect::V1, false}, UserId(u"@example:localhost"_qs));
        auto batch = dialect->parse({}, testData(u"initialsync2014.json"_qs), Now);
        QVERIFY(batch);
        QCOMPARE(batch->position, QByteArray("s39_18_0"));
        QVERIFY(batch->allRooms);
        QVERIFY(batch->incomplete.isEmpty());
        QCOMPARE(batch->presence.size(), 1);
        QCOMPARE(batch->presence[0].user, UserId(u"@example:localhost"_qs));
        QCOMPARE(batch->presence[0].presence, Presence::Unknown);
        QCOMPARE(batch->presence[0].lastActiveTs, Now - 1061436);
        QCOMPARE(batch->rooms.size(), 1);
        const RoomDelta &room = batch->rooms[0];
        QCOMPARE(room.id, RoomId(u"!MkDbyRqnvTYnoxjLYx:localhost"_qs));
        QVERIFY(room.membership == Membership::Join);
        QVERIFY(room.isFullState);
        QVERIFY(room.hasGap);
        QCOMPARE(room.historyToken, u"t1-11_18_0"_qs);
        QCOMPARE(room.state.size(), 8);
        QCOMPARE(room.timeline.size(), 10);
        const Event &hello = room.timeline[6];
        QCOMPARE(hello.id, EventId(u"YUwRidLecu"_qs));
        QCOMPARE(hello.sender, UserId(u"@example:localhost"_qs));
        QCOMPARE(hello.ts, 1409665660439);
        QCOMPARE(readMessage(hello.content).body, u"hello"_qs);
        QVERIFY(!hello.isState());
        QVERIFY(readMember(room.timeline[8].previousContent).membership == Membership::Join);
        const auto levels =
            readPowerLevels(room.state[1].content, room.state[0].content, room.state[0].sender);
        QCOMPARE(levels.powerOf(UserId(u"@example:localhost"_qs)), 10);

        batch = dialect->parse({}, testData(u"initialsync2014-limit1.json"_qs), Now);
        QVERIFY(batch);
        QCOMPARE(batch->rooms[0].timeline.size(), 1);
        QCOMPARE(batch->rooms[0].historyToken, u"t10-30_18_0"_qs);
    }
    void readsAnEmptyPoll()
    {
        auto batch =
            m_dialect->parse("s39_18_0", jsonText("{'chunk':[],'end':'s39_18_0','start':'s39_18_0'}"), Now);
        QVERIFY(batch);
        QVERIFY(batch->rooms.isEmpty());
        QVERIFY(!batch->allRooms);
        QCOMPARE(batch->position, QByteArray("s39_18_0"));
    }
    void roomsFromTheirStartHaveNoGap()
    {
        auto batch = m_dialect->parse({},
                                      jsonText("{'end':'s','rooms':[{'room_id':'!r','membership':'join','"
                                               "state':[],'messages':{'start':'t1','chunk':["
                                               "{'type':'m.room.create','state_key':'','event_id':'c','"
                                               "content':{}},{'type':'x','event_id':'d','content':{}}]}}]}"),
                                      Now);
        QVERIFY(!batch->rooms[0].hasGap);
    }
    void readsInvitations()
    {
        auto batch = m_dialect->parse(
            {},
            jsonText("{'end':'s','rooms':[{'room_id':'!r','membership':'invite','inviter':'@a:x'},"
                     "{'room_id':'!q','membership':'invite','inviter':'@b:x','invite':{'type':'m.room.member'"
                     ",'state_key':'@me:x','event_id':'i',"
                     "'sender':'@b:x','content':{'membership':'invite'}}}]}"),
            Now);
        QVERIFY(batch);
        QVERIFY(batch->rooms[0].membership == Membership::Invite);
        QCOMPARE(batch->rooms[0].inviter, UserId(u"@a:x"_qs));
        QVERIFY(!batch->rooms[0].isFullState && !batch->rooms[0].hasGap);
        QCOMPARE(batch->rooms[1].state.size(), 1);
        batch = stream(member("i", "@me:x", "invite").constData());
        QVERIFY(batch->rooms[0].membership == Membership::Invite);
        QCOMPARE(batch->rooms[0].inviter, UserId(u"@a:x"_qs));
        QVERIFY(batch->rooms[0].timeline.isEmpty());
        QVERIFY(batch->incomplete.isEmpty());
    }
    void sortsTheStreamByRoom()
    {
        auto batch =
            stream("{'type':'m.room.message','event_id':'1','room_id':'!r','user_id':'@a:x','content':{}},"
                   "{'type':'m.room.message','event_id':'2','room_id':'!q','user_id':'@a:x','content':{}},"
                   "{'type':'m.room.message','event_id':'1','room_id':'!r','user_id':'@a:x','content':{}},"
                   "{'type':'m.room.message','event_id':'3','room_id':'!r','user_id':'@a:x','content':{}},"
                   "{'type':'m.room.message','event_id':'4','user_id':'@a:x','content':{}},null,7,"
                   "{'type':'m.tag','room_id':'!r','content':{'tags':{}}}");
        QVERIFY(batch);
        QCOMPARE(batch->rooms.size(), 2);
        QCOMPARE(batch->rooms[0].id, RoomId(u"!r"_qs));
        QCOMPARE(batch->rooms[0].timeline.size(), 2);
        QCOMPARE(batch->rooms[0].timeline[1].id, EventId(u"3"_qs));
        QVERIFY(batch->rooms[0].membership == Membership::None);
        QVERIFY(!batch->rooms[0].hasGap);
        QCOMPARE(batch->rooms[1].timeline.size(), 1);
    }
    void ownMembershipFollowsTheStream_data()
    {
        QTest::addColumn<QByteArray>("chunk");
        QTest::addColumn<QString>("membership");
        QTest::addColumn<bool>("isIncomplete");
        QTest::addColumn<int>("timeline");
        QTest::newRow("join") << member("1", "@me:x", "join") << toString(Membership::Join) << true << 1;
        QTest::newRow("join after invite")
            << member("1", "@me:x", "join", "invite") << toString(Membership::Join) << true << 1;
        QTest::newRow("twice in one chunk")
            << member("1", "@me:x", "join") + "," + member("1", "@me:x", "join") << toString(Membership::Join)
            << true << 1;
        QTest::newRow("new name") << member("1", "@me:x", "join", "join") << toString(Membership::Join)
                                  << false << 1;
        QTest::newRow("kicked") << member("1", "@me:x", "leave", "join") << toString(Membership::Leave)
                                << false << 0;
        QTest::newRow("kicked twice")
            << member("1", "@me:x", "leave", "join") + "," + member("1", "@me:x", "leave", "join")
            << toString(Membership::Leave) << false << 0;
        QTest::newRow("banned") << member("1", "@me:x", "ban", "join") << toString(Membership::Ban) << false
                                << 0;
        QTest::newRow("in and out") << member("1", "@me:x", "join") + "," +
                                           member("2", "@me:x", "leave", "join")
                                    << toString(Membership::Leave) << false << 0;
        QTest::newRow("out and in") << member("1", "@me:x", "leave", "join") + "," +
                                           member("2", "@me:x", "join", "leave")
                                    << toString(Membership::Join) << true << 1;
        QTest::newRow("somebody else")
            << member("1", "@you:x", "join") << toString(Membership::None) << false << 1;
        QTest::newRow("nonsense") << member("1", "@me:x", "dance") << toString(Membership::None) << false
                                  << 1;
    }
    void ownMembershipFollowsTheStream()
    {
        QFETCH(QByteArray, chunk);
        auto batch = stream(chunk.constData());
        QVERIFY(batch);
        QCOMPARE(batch->rooms.size(), 1);
        QTEST(toString(batch->rooms[0].membership), "membership");
        QTEST(!batch->incomplete.isEmpty(), "isIncomplete");
        QTEST(int(batch->rooms[0].timeline.size()), "timeline");
    }
    /// Of rooms that one is not in when it is asked, the stream says only that one came or went.
    void whatLiesBeforeOnesOwnMoveIsAGap_data()
    {
        QTest::addColumn<QByteArray>("move");
        QTest::addColumn<QStringList>("timeline");
        QTest::addColumn<int>("state");
        QTest::newRow("joined") << member("2", "@me:x", "join", "leave") << QStringList{u"2"_qs, u"3"_qs}
                                << 0;
        // The token is of after what was said unseen since, so one's leaving comes with the history.
        QTest::newRow("removed") << member("2", "@me:x", "leave", "join") << QStringList{u"3"_qs} << 1;
        QTest::newRow("banned") << member("2", "@me:x", "ban", "join") << QStringList{u"3"_qs} << 1;
    }
    void whatLiesBeforeOnesOwnMoveIsAGap()
    {
        QFETCH(QByteArray, move);
        const QByteArray said =
            "{'type':'m.room.message','event_id':'%','room_id':'!r','user_id':'@a:x','content':{}}";
        const QByteArray chunk = QByteArray(said).replace('%', '1') + ',' + move + ',' +
                                 QByteArray(said).replace('%', '3') + ',' + move;
        const auto batch = stream(chunk.constData());
        QVERIFY(batch);
        const RoomDelta &room = batch->rooms.constFirst();
        QStringList timeline;
        for (const Event &event : room.timeline)
            timeline << event.id.toString();
        QTEST(timeline, "timeline");
        QTEST(int(room.state.size()), "state");
        QVERIFY(room.hasGap);
        QCOMPARE(room.historyToken, u"s2"_qs);
    }
    void readsEphemeralEvents()
    {
        auto batch =
            stream("{'type':'m.presence','content':{'user_id':'@a:x','presence':'unavailable','status_msg':'"
                   "lunch','last_active_ago':5}},"
                   "{'type':'m.presence','content':{'user_id':'@b:x','presence':null,'status_msg':null}},"
                   "{'type':'m.presence','content':{'presence':'online'}},"
                   "{'type':'m.typing','room_id':'!r','content':{'user_ids':['@a:x',3]}},"
                   "{'type':'m.receipt','room_id':'!r','content':{'$e':{'m.read':{'@a:x':{'ts':7}},'m.read."
                   "private':{'@me:x':{}}},'$f':{'m.read':{'@b:x':{'thread_id':'$t'}}}}},"
                   "{'type':'m.direct','content':{'@a:x':['!r','!r'],'@b:x':7}},"
                   "{'type':'m.fully_read','room_id':'!r','content':{'event_id':'$e'}}");
        QVERIFY(batch);
        QCOMPARE(batch->presence.size(), 2);
        QCOMPARE(batch->presence[0].presence, Presence::Unavailable);
        QCOMPARE(batch->presence[0].statusMessage, u"lunch"_qs);
        QCOMPARE(batch->presence[0].lastActiveTs, Now - 5);
        QCOMPARE(batch->presence[1].presence, Presence::Unknown);
        QCOMPARE(batch->rooms.size(), 1);
        const RoomDelta &room = batch->rooms[0];
        QVERIFY(room.timeline.isEmpty());
        QCOMPARE(*room.typing, QList<UserId>{UserId(u"@a:x"_qs)});
        QCOMPARE(room.receipts.size(), 3);
        QCOMPARE(room.receipts[0].ts, 7);
        QVERIFY(room.receipts[0].isOfMain());
        QCOMPARE(room.receipts[2].thread, u"$t"_qs);
        QCOMPARE(room.fullyRead, EventId(u"$e"_qs));
        QCOMPARE(*batch->directRooms, (QHash<RoomId, UserId>{{RoomId(u"!r"_qs), UserId(u"@a:x"_qs)}}));
    }
    void receiptsOfTheFullStateFindTheirRooms()
    {
        auto batch =
            m_dialect->parse({},
                             jsonText("{'end':'s','receipts':[{'type':'m.receipt','room_id':'!r','content':{'"
                                      "$e':{'m.read':{'@a:x':{'ts':7}}}}}],"
                                      "'account_data':[{'type':'m.direct','content':{'@a:x':['!r']}}],"
                                      "'rooms':[{'room_id':'!r','membership':'join','account_data':[{'type':'"
                                      "m.fully_read','content':{'event_id':'$e'}}]}]}"),
                             Now);
        QCOMPARE(batch->rooms.size(), 1);
        QCOMPARE(batch->rooms[0].receipts.size(), 1);
        QCOMPARE(batch->rooms[0].fullyRead, EventId(u"$e"_qs));
        QVERIFY(batch->directRooms);
    }
    void readsOneRoom()
    {
        const RoomId id(u"!r"_qs);
        const QByteArray room =
            jsonText("{'room_id':'!r','membership':'join','messages':{'chunk':[{'type':'m.room.message','"
                     "event_id':'1','content':{}}],'start':'t5','end':'s9'},"
                     "'state':[{'type':'m.room.name','state_key':'','event_id':'n','content':{'name':'N'}}],'"
                     "presence':[],'receipts':[]}");
        for (const QByteArray &reply :
             QList<QByteArray>{room, "{\"end\":\"s\",\"rooms\":[{\"room_id\":\"!q\"}," + room + "]}"}) {
            auto batch = m_dialect->parseRoom(id, reply, Now);
            QVERIFY(batch);
            QVERIFY(batch->position.isEmpty());
            QVERIFY(!batch->allRooms);
            QCOMPARE(batch->rooms.size(), 1);
            QCOMPARE(batch->rooms[0].id, id);
            QVERIFY(batch->rooms[0].isFullState && batch->rooms[0].hasGap);
            QCOMPARE(batch->rooms[0].historyToken, u"t5"_qs);
        }
        QCOMPARE(m_dialect->parseRoom(id, "{}", Now).error().kind, Error::Kind::Unsupported);
        QCOMPARE(m_dialect->parseRoom(id, "\"\"", Now).error().kind, Error::Kind::BadReply);
        QVERIFY(m_dialect->parseRoom(id, "{\"end\":\"s\",\"rooms\":[]}", Now)->rooms.isEmpty());
    }
    void knowsARefusedPosition_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("garbage") << 400 << u"M_UNKNOWN"_qs << true;
        QTest::newRow("bad parameter") << 400 << u"M_INVALID_PARAM"_qs << true;
        QTest::newRow("unknown path") << 400 << QString() << false;
        QTest::newRow("token") << 403 << u"M_UNKNOWN_TOKEN"_qs << false;
        QTest::newRow("down") << 500 << u"M_UNKNOWN"_qs << false;
        QTest::newRow("no answer") << 0 << QString() << false;
    }
    void knowsARefusedPosition()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        QTEST(m_dialect->isPositionRefused(Error{Error::Kind::Server, code, status, {}, {}}), "isRefused");
    }
    void refusesOtherShapes_data()
    {
        QTest::addColumn<QByteArray>("reply");
        for (const char *reply :
             {"", "\"\"", "{}", "[]", "null", "<html>", "{\"end\":null}", "{\"end\":7,\"chunk\":[]}",
              "{\"chunk\":[]}", "{\"end\":\"s\",\"chunk\":[{]}"})
            QTest::newRow(reply) << QByteArray(reply);
    }
    void refusesOtherShapes()
    {
        QFETCH(QByteArray, reply);
        for (const QByteArray &position : QList<QByteArray>{QByteArray(), QByteArray("s1")}) {
            auto batch = m_dialect->parse(position, reply, Now);
            QVERIFY(!batch);
            QCOMPARE(batch.error().kind, Error::Kind::BadReply);
        }
    }
};

QTEST_GUILESS_MAIN(TestLegacyDialect)
#include "tst_legacydialect.moc"
