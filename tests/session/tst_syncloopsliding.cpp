// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/syncloop.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Sync = QStringLiteral("/org.matrix.simplified_msc3575/sync");

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
