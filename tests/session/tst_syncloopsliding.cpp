// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/syncloop.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Sync = QStringLiteral("/org.matrix.simplified_msc3575/sync");

const QByteArray Gone = R"({"errcode":"M_UNKNOWN_POS","error":"gone"})";

QString idOf(int number)
{
    return QStringLiteral("!%1:x").arg(number);
}

/// What a server answers that has `count` rooms and was asked for the first `asked` of them, when the first
/// `known` have been told of already.
QByteArray rooms(const QString &pos, int count, int asked, int known = 0)
{
    QJsonArray listed;
    QJsonObject told;
    for (int i = 0; i < std::min(count, asked); ++i) {
        listed << idOf(i);
        if (i < known)
            continue;
        const QJsonObject member =
            testing::event(QStringLiteral("$m%1").arg(i), me, QStringLiteral("m.room.member"),
                           {{QStringLiteral("membership"), QStringLiteral("join")}});
        QJsonObject own = member;
        own.insert(QStringLiteral("state_key"), me.toString());
        told.insert(idOf(i), QJsonObject{{QStringLiteral("initial"), true},
                                         {QStringLiteral("required_state"), QJsonArray{own}},
                                         {QStringLiteral("timeline"),
                                          QJsonArray{message(QStringLiteral("$%1").arg(i))}}});
    }
    const QJsonObject op{{QStringLiteral("op"), QStringLiteral("SYNC")},
                         {QStringLiteral("range"), QJsonArray{0, asked - 1}},
                         {QStringLiteral("room_ids"), listed}};
    const QJsonObject list{{QStringLiteral("count"), count}, {QStringLiteral("ops"), QJsonArray{op}}};
    return toText({{QStringLiteral("pos"), pos},
                   {QStringLiteral("lists"), QJsonObject{{QStringLiteral("rooms"), list}}},
                   {QStringLiteral("rooms"), told}});
}

}

/// Simplified sliding sync; what all dialects have in common is in tst_syncloop.cpp.
class TestSyncLoopSliding : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<SyncLoop> m_loop;
    QList<Connection::Phase> m_phases;

    void makeLoop()
    {
        m_loop =
            std::make_unique<SyncLoop>(*m_bench->api, *m_bench->store, m_bench->clock, m_bench->dialect());
        m_phases.clear();
        connect(m_loop.get(), &SyncLoop::connectionChanged, this,
                [this](const Connection &connection) { m_phases << connection.phase; });
    }
    FakeTransport::Expectation &expectPoll() { return m_bench->server.expects(Method::Post, Sync); }
    static QJsonObject bodyOf(const FakeTransport::Expectation &poll)
    {
        return QJsonDocument::fromJson(poll.sent().request.body).object();
    }
    static int roomsAsked(const FakeTransport::Expectation &poll)
    {
        const QJsonObject list = bodyOf(poll).value(u"lists").toObject().value(u"rooms").toObject();
        return list.value(u"ranges").toArray().at(0).toArray().at(1).toInt() + 1;
    }
    static QStringList subscriptions(const FakeTransport::Expectation &poll)
    {
        return bodyOf(poll).value(u"room_subscriptions").toObject().keys();
    }
    int storedRooms(Membership membership)
    {
        const QList<Room> all = m_bench->stored().rooms;
        return int(std::count_if(all.cbegin(), all.cend(),
                                 [membership](const Room &each) { return each.membership == membership; }));
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::Sliding);
        makeLoop();
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_loop.reset();
        m_bench.reset();
    }

    void takesTheListInGrowingPieces()
    {
        auto &first = expectPoll().replies(200, rooms(QStringLiteral("1"), 90, 20));
        auto &second = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        QCOMPARE(first.sent().query("pos"), QString());
        // The top of the list is here, the rest is asked for at once.
        QCOMPARE(storedRooms(Membership::Join), 20);
        QCOMPARE(m_phases, QList{Connection::Phase::Connecting});
        QCOMPARE(second.sent().query("pos"), QStringLiteral("1"));
        QCOMPARE(second.sent().query("timeout"), QStringLiteral("0"));
        auto &poll = expectPoll().holds();
        second.release(200, rooms(QStringLiteral("2"), 90, 100, 20));
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 90);
        QCOMPARE(m_phases, (QList{Connection::Phase::Connecting, Connection::Phase::Syncing}));
        QCOMPARE(poll.sent().query("pos"), QStringLiteral("2"));
        QCOMPARE(poll.sent().query("timeout"), QStringLiteral("30000"));
    }
    void goesOnInTheMiddleOfTheListAfterARestart()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 90, 20));
        expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        m_loop.reset();
        m_bench->reopen();
        makeLoop();
        auto &next = expectPoll().replies(200, rooms(QStringLiteral("2"), 90, 100, 20));
        expectPoll().holds();
        m_loop->start(m_bench->stored().position, m_bench->clock.now());
        m_bench->settle();
        QCOMPARE(next.sent().query("pos"), QStringLiteral("1"));
        QCOMPARE(storedRooms(Membership::Join), 90);
    }
    void beginsAnewWhereThePositionIsRefused()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 3, 20));
        auto &poll = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        auto &anew = expectPoll().replies(200, rooms(QStringLiteral("8"), 3, 20));
        expectPoll().holds();
        poll.release(400, R"({"errcode":"M_UNKNOWN_POS","error":"gone"})");
        m_bench->settle();
        QCOMPARE(anew.sent().query("pos"), QString());
        QCOMPARE(storedRooms(Membership::Join), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_bench->storedIds(RoomId(idOf(i))), QStringList{QStringLiteral("$%1").arg(i)});
    }
    void doesNotBeginAnewInACircle()
    {
        // The server takes no position that it has given, neither at the top of the list nor later.
        expectPoll().replies(200, rooms(QStringLiteral("1"), 90, 20));
        expectPoll().replies(400, Gone);
        expectPoll().replies(200, rooms(QStringLiteral("2"), 90, 20));
        expectPoll().replies(400, Gone);
        m_loop->start({}, 0);
        m_bench->settle();
        m_bench->settle();
        QCOMPARE(m_bench->server.count(Method::Post, Sync), 4);
        QVERIFY(m_loop->connection().retryAt > m_bench->clock.elapsed());
        // What has come stays.
        QCOMPARE(storedRooms(Membership::Join), 20);
        // And once it does, all is well.
        expectPoll().replies(200, rooms(QStringLiteral("3"), 90, 20));
        expectPoll().replies(200, rooms(QStringLiteral("4"), 90, 100, 20));
        expectPoll().holds();
        m_loop->wakeUp();
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 90);
        QVERIFY(m_loop->connection().phase == Connection::Phase::Syncing);
    }
    void keepsMessagesToTheDeviceWhereTheyWere()
    {
        QByteArray reply = rooms(QStringLiteral("1"), 3, 20);
        reply.chop(1);
        expectPoll().replies(200, reply + R"(,"extensions":{"to_device":{"next_batch":"d1","events":[]}}})");
        auto &poll = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        const auto since = [](const FakeTransport::Expectation &of) {
            const QJsonObject extensions = bodyOf(of).value(u"extensions").toObject();
            return extensions.value(u"to_device").toObject().value(u"since").toString();
        };
        QCOMPARE(since(poll), QStringLiteral("d1"));
        expectPoll().holds();
        poll.release(400, Gone);
        m_bench->settle();
        // Also if the program ends here.
        m_loop.reset();
        m_bench->reopen();
        makeLoop();
        auto &anew = expectPoll().holds();
        m_loop->start(m_bench->stored().position, m_bench->clock.now());
        m_bench->settle();
        QCOMPARE(since(anew), QStringLiteral("d1"));
        QCOMPARE(anew.sent().query("pos"), QString());
    }
    void anOpenRoomDoesNotWaitForTheList()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 90, 20));
        auto &growing = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        auto &first = expectPoll().holds();
        m_loop->setOpenRooms({RoomId(idOf(80))});
        QVERIFY(growing.sent().isAborted);
        QCOMPARE(first.sent().query("pos"), QStringLiteral("1"));
        QCOMPARE(subscriptions(first), QStringList{idOf(80)});
        QCOMPARE(roomsAsked(first), 20);
        // Then the list goes on, and the room stays subscribed to.
        auto &rest = expectPoll().holds();
        first.release(200, rooms(QStringLiteral("2"), 90, 20, 20));
        m_bench->settle();
        QCOMPARE(roomsAsked(rest), 100);
        QCOMPARE(subscriptions(rest), QStringList{idOf(80)});
        expectPoll().holds();
        rest.release(200, rooms(QStringLiteral("3"), 90, 100, 20));
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 90);
    }
    void whereAllRoomsAreFollowedAnOpenOneIsAskedForWithTheNextPoll()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 3, 20));
        auto &poll = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        m_loop->setOpenRooms({RoomId(idOf(2))});
        QVERIFY(poll.isHeld());
        auto &next = expectPoll().holds();
        poll.release(200, rooms(QStringLiteral("2"), 3, 1003, 3));
        m_bench->settle();
        QCOMPARE(subscriptions(next), QStringList{idOf(2)});
        m_loop->setOpenRooms({});
        auto &last = expectPoll().holds();
        next.release(200, rooms(QStringLiteral("3"), 3, 1003, 3));
        m_bench->settle();
        QCOMPARE(subscriptions(last), QStringList());
    }
    void aLostConnectionGoesOnWhereItWas()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 90, 20));
        expectPoll().fails(Error::Kind::Timeout);
        m_loop->start({}, 0);
        m_bench->settle();
        QVERIFY(m_loop->connection().phase == Connection::Phase::Offline);
        auto &again = expectPoll().replies(200, rooms(QStringLiteral("2"), 90, 100, 20));
        expectPoll().holds();
        m_bench->clock.advance(2s);
        m_bench->settle();
        QCOMPARE(again.sent().query("pos"), QStringLiteral("1"));
        QCOMPARE(storedRooms(Membership::Join), 90);
    }
    void whatIsMissingFromTheWholeListWasLeft()
    {
        expectPoll().replies(200, rooms(QStringLiteral("1"), 30, 20));
        expectPoll().replies(200, rooms(QStringLiteral("2"), 30, 100, 20));
        auto &poll = expectPoll().holds();
        m_loop->start({}, 0);
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 30);
        // While one was away, ten rooms were left. The first piece of the list says nothing of the others.
        expectPoll().replies(200, rooms(QStringLiteral("8"), 22, 20));
        auto &second = expectPoll().holds();
        poll.release(400, R"({"errcode":"M_UNKNOWN_POS","error":"gone"})");
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 30);
        expectPoll().holds();
        second.release(200, rooms(QStringLiteral("9"), 22, 100, 20));
        m_bench->settle();
        QCOMPARE(storedRooms(Membership::Join), 22);
        QCOMPARE(storedRooms(Membership::Leave), 8);
    }
};

QTEST_GUILESS_MAIN(TestSyncLoopSliding)
#include "tst_syncloopsliding.moc"
