// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/syncloop.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Full = QStringLiteral("/api/v1/initialSync");
const QString Events = QStringLiteral("/api/v1/events");
const QString RoomFull = QStringLiteral("/api/v1/rooms/!r:x/initialSync");
const QString OtherFull = QStringLiteral("/api/v1/rooms/!other:x/initialSync");
const QString Join = QStringLiteral("join");

}

/// The event stream of 2014.
class TestSyncLoopLegacy : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SyncLoop> m_loop;

    void makeLoop()
    {
        m_loop =
            std::make_unique<SyncLoop>(*m_bench->api, *m_bench->store, m_bench->clock, m_bench->dialect());
    }
    FakeTransport::Expectation &expect(const QString &path)
    {
        return m_bench->server.expects(Method::Get, path);
    }
    Connection::Phase phase() const { return m_loop->connection().phase; }
    void settle() { m_bench->settle(); }
    /// What was asked, in order: the ends of the paths.
    QStringList asked() const
    {
        QStringList paths;
        for (const auto &sent : m_bench->server.sent())
            paths << sent->request.path.section(QStringLiteral("/api/v1"), 1);
        return paths;
    }
    static QJsonObject ownJoin(const RoomId &id = room)
    {
        return in(id, member(QStringLiteral("$join-") + id.toString(), me, Join));
    }
    /// A room with a name, as the server tells it after a join.
    static QByteArray wholeRoom(const RoomId &id = room)
    {
        return toText(initialRoom(id, {in(id, message(QStringLiteral("$before"))), ownJoin(id)},
                                  {in(id, state(QStringLiteral("$name"), QStringLiteral("m.room.name"),
                                                {{QStringLiteral("name"), QStringLiteral("Named")}})),
                                   ownJoin(id), in(id, member(QStringLiteral("$bob"), bob, Join))}));
    }
    QString nameOf(const RoomId &id)
    {
        const auto rooms = m_bench->stored().rooms;
        for (const Room &each : rooms) {
            if (each.id == id)
                return each.name;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::V1);
        makeLoop();
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_loop.reset();
        m_bench.reset();
    }

    void takesTheFullStateThenTheStream()
    {
        expect(Full).replies(200, initialSync(QStringLiteral("s1"), {}));
        auto &held = expect(Events).holds();
        m_loop->start({}, 0);
        settle();
        QCOMPARE(held.sent().query("from"), QStringLiteral("s1"));
        QCOMPARE(held.sent().query("timeout"), QStringLiteral("30000"));
        QVERIFY(held.sent().isTokenInQuery);
        QVERIFY(phase() == Connection::Phase::Syncing);
    }
    void aPollBringsOnlyAPieceOfWhatWaits()
    {
        auto &first = expect(Events).replies(
            200, chunk(QStringLiteral("s2"), {in(room, message(QStringLiteral("$a")))}));
        auto &second = expect(Events).replies(
            200, chunk(QStringLiteral("s3"), {in(room, message(QStringLiteral("$b")))}));
        auto &third = expect(Events).replies(200, chunk(QStringLiteral("s3")));
        auto &held = expect(Events).holds();
        QList<Connection::Phase> phases;
        connect(m_loop.get(), &SyncLoop::committed, this, [&] { phases << phase(); });
        m_loop->start("s1", m_bench->clock.now());
        settle();
        for (const auto *each : {&first, &second, &third})
            QCOMPARE(each->sent().query("timeout"), QStringLiteral("0"));
        QCOMPARE(held.sent().query("timeout"), QStringLiteral("30000"));
        QCOMPARE(phases, QList<Connection::Phase>(3, Connection::Phase::Connecting));
        QVERIFY(phase() == Connection::Phase::Syncing);
    }

    void aWeekAwayTakesTheFullState_data()
    {
        QTest::addColumn<qint64>("age");
        QTest::addColumn<bool>("isFull");
        QTest::newRow("a week to the millisecond") << SyncLoop::LegacyPositionLife << false;
        QTest::newRow("longer") << SyncLoop::LegacyPositionLife + 1 << true;
    }
    void aWeekAwayTakesTheFullState()
    {
        QFETCH(qint64, age);
        QFETCH(bool, isFull);
        auto &held = expect(isFull ? Full : Events).holds();
        m_loop->start("s1", m_bench->clock.now() - age);
        QVERIFY(held.isAsked());
        QCOMPARE(held.sent().query("from"), isFull ? QString() : QStringLiteral("s1"));
    }
    void aWeekOfSleepTakesItToo()
    {
        expect(Full).replies(200, initialSync(QStringLiteral("s1"), {}));
        expect(Events).holds();
        m_loop->start({}, 0);
        settle();
        m_bench->clock.advance(std::chrono::milliseconds(SyncLoop::LegacyPositionLife + 1));
        auto &full = expect(Full).holds();
        m_loop->wakeUp();
        QVERIFY(full.isAsked());
    }
    void nothingStoredIsLost()
    {
        m_bench->commit(
            initialSync(QStringLiteral("s1"),
                        {initialRoom(room, {in(room, create()), in(room, message(QStringLiteral("$a")))},
                                     {in(room, create()), ownJoin()}),
                         initialRoom(otherRoom, {in(otherRoom, message(QStringLiteral("$o")))},
                                     {ownJoin(otherRoom)})}),
            {});
        OutboxItem unsent;
        unsent.txn = TxnId(QStringLiteral("t"));
        unsent.room = room;
        unsent.type = QStringLiteral("m.room.message");
        unsent.content = "{}";
        await(m_bench->store->putOutbox(unsent)).isOk();
        expect(Full).replies(
            200, initialSync(QStringLiteral("s9"),
                             {initialRoom(room, {in(room, message(QStringLiteral("$z")))},
                                          {in(room, create()), ownJoin()}, QStringLiteral("gap"))}));
        expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now() - SyncLoop::LegacyPositionLife - 1);
        settle();
        const StoredAccount stored = m_bench->stored();
        QCOMPARE(stored.position, "s9");
        QCOMPARE(stored.outbox.size(), 1);
        QCOMPARE(stored.rooms.size(), 2);
        // One has left the other one meanwhile; what was said there stays.
        QCOMPARE(m_bench->storedIds(otherRoom), QStringList{QStringLiteral("$o")});
        const auto newest = await(m_bench->store->history(room, 0, 10));
        QCOMPARE(newest->events.size(), 1);
        QVERIFY(newest->edge == HistoryWindow::Edge::Gap);
        QCOMPARE(newest->gapToken, QStringLiteral("gap"));
        QVERIFY(await(m_bench->store->historyAround(room, EventId(QStringLiteral("$a")), 10)).isOk());
    }
    void aRefusedPositionTakesTheFullState()
    {
        expect(Events).replies(400, R"({"errcode":"M_UNKNOWN","error":"bad token"})");
        expect(Full).replies(200, initialSync(QStringLiteral("s1"), {}));
        auto &held = expect(Events).holds();
        m_loop->start("nonsense", m_bench->clock.now());
        settle();
        QCOMPARE(held.sent().query("from"), QStringLiteral("s1"));
    }
    void theTokenOf2014Dies()
    {
        auto &held = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        held.release(403, R"({"errcode":"M_UNKNOWN_TOKEN","error":"Unrecognised access token."})");
        QVERIFY(phase() == Connection::Phase::Failed);
        QCOMPARE(m_bench->clock.pending(), 0);
    }

    // ---- rooms one has just joined
    void aJoinedRoomIsFetchedBeforeTheNextPoll()
    {
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin()}));
        expect(RoomFull).replies(200, wholeRoom());
        auto &next = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QCOMPARE(asked(), (QStringList{QStringLiteral("/events"), QStringLiteral("/rooms/!r:x/initialSync"),
                                       QStringLiteral("/events")}));
        QCOMPARE(next.sent().query("from"), QStringLiteral("s2"));
        QCOMPARE(nameOf(room), QStringLiteral("Named"));
        QCOMPARE(m_bench->storedIds(),
                 (QStringList{QStringLiteral("$before"), QStringLiteral("$join-!r:x")}));
        QCOMPARE(m_bench->stored().incomplete, QList<RoomId>());
    }
    void withoutACallForOneRoomAllAreFetched_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("0.2: {}") << 200 << QByteArray("{}");
        QTest::newRow("unrecognised") << 400 << QByteArray(R"({"error":"Unrecognized request"})");
    }
    void withoutACallForOneRoomAllAreFetched()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin(), ownJoin(otherRoom)}));
        expect(RoomFull).replies(status, body);
        const QByteArray all =
            initialSync(QStringLiteral("s7"), {json(wholeRoom().replace("Named", "First").constData()),
                                               json(wholeRoom(otherRoom).constData())});
        // The second room needs no proof that the call is missing.
        expect(Full).replies(200, all);
        expect(Full).replies(200, all);
        auto &next = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QCOMPARE(nameOf(room), QStringLiteral("First"));
        QCOMPARE(nameOf(otherRoom), QStringLiteral("Named"));
        // It is not that reply's position from where the stream goes on.
        QCOMPARE(next.sent().query("from"), QStringLiteral("s2"));
        QCOMPARE(m_bench->stored().position, "s2");
        QCOMPARE(m_bench->server.count(Method::Get, OtherFull), 0);
    }
    void aRoomThatIsClosedAgainIsLeftOut()
    {
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin(), ownJoin(otherRoom)}));
        expect(RoomFull).replies(403, R"({"errcode":"M_FORBIDDEN","error":"You are not in the room"})");
        expect(OtherFull).replies(200, wholeRoom(otherRoom));
        auto &next = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QCOMPARE(nameOf(otherRoom), QStringLiteral("Named"));
        auto &last = expect(Events).holds();
        next.release(200, chunk(QStringLiteral("s3")));
        settle();
        QVERIFY(last.isAsked());
        QCOMPARE(m_bench->server.count(Method::Get, RoomFull), 1);
    }
    void aRoomThatFailsIsFetchedLater_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("down") << 502 << QByteArray("<html>");
        QTest::newRow("limited") << 429 << QByteArray(R"({"errcode":"M_LIMIT_EXCEEDED"})");
        QTest::newRow("rubbish") << 200 << QByteArray("{\"state\":");
    }
    void aRoomThatFailsIsFetchedLater()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin()}));
        expect(RoomFull).replies(status, body);
        auto &next = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        // Others must not wait for it.
        QVERIFY(next.isAsked());
        QCOMPARE(m_bench->stored().incomplete, QList<RoomId>{room});
        m_bench->clock.advance(30s);
        expect(RoomFull).replies(200, wholeRoom());
        expect(Events).holds();
        next.release(200, chunk(QStringLiteral("s3")));
        settle();
        QCOMPARE(nameOf(room), QStringLiteral("Named"));
        QCOMPARE(m_bench->stored().incomplete, QList<RoomId>());
    }
    void aServerThatHasHadEnoughIsAskedForNoMoreRoomsForAWhile()
    {
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin(), ownJoin(otherRoom)}));
        expect(RoomFull).replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":60000})");
        auto &next = expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QVERIFY(next.isAsked());
        QCOMPARE(m_bench->server.count(Method::Get, OtherFull), 0);
        auto &third = expect(Events).holds();
        next.release(200, chunk(QStringLiteral("s3")));
        settle();
        QVERIFY(third.isAsked());
        QVERIFY(m_loop->isIncomplete(room));
        QVERIFY(m_loop->isIncomplete(otherRoom));
        m_bench->clock.advance(60s);
        expect(RoomFull).replies(200, wholeRoom());
        expect(OtherFull).replies(200, wholeRoom(otherRoom));
        expect(Events).holds();
        third.release(200, chunk(QStringLiteral("s4")));
        settle();
        QCOMPARE(nameOf(room), QStringLiteral("Named"));
        QCOMPARE(nameOf(otherRoom), QStringLiteral("Named"));
    }
    void aRoomOfLastTimeIsFetchedAfterTheFirstPoll()
    {
        m_loop->addIncomplete({room, room});
        expect(Events).replies(200, chunk(QStringLiteral("s2")));
        expect(RoomFull).replies(200, wholeRoom());
        expect(Events).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QCOMPARE(nameOf(room), QStringLiteral("Named"));
    }
    void theTokenDiesWhileARoomIsFetched()
    {
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin()}));
        expect(RoomFull).replies(403, R"({"errcode":"M_UNKNOWN_TOKEN"})");
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QVERIFY(phase() == Connection::Phase::Failed);
        QCOMPARE(m_bench->clock.pending(), 0);
        QCOMPARE(m_bench->stored().incomplete, QList<RoomId>{room});
    }
    void endsWhileARoomIsFetched_data()
    {
        QTest::addColumn<bool>("isDestroyed");
        QTest::newRow("stopped") << false;
        QTest::newRow("destroyed") << true;
    }
    void endsWhileARoomIsFetched()
    {
        QFETCH(bool, isDestroyed);
        expect(Events).replies(200, chunk(QStringLiteral("s2"), {ownJoin()}));
        auto &held = expect(RoomFull).holds();
        m_loop->start("s1", m_bench->clock.now());
        settle();
        QVERIFY(held.isHeld());
        if (isDestroyed)
            m_loop.reset();
        else
            m_loop->stop();
        QVERIFY(held.sent().isAborted);
        settle();
        QCOMPARE(m_bench->clock.pending(), 0);
        QCOMPARE(m_bench->server.sent().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSyncLoopLegacy)
#include "tst_synclooplegacy.moc"
