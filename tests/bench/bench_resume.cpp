// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/networkwatch.h"
#include "figures.h"
#include "matrix/networktransport.h"
#include "session/session.h"
#include "support/await.h"
#include "support/drafts.h"
#include "support/fakehomeserver.h"
#include "support/faultproxy.h"

#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace linnet::test;

/// The network comes back, or the computer wakes: how long until what others said meanwhile is here, and what
/// one wrote meanwhile there. A real session, network and database; the server is on this machine.
class BenchResume : public QObject
{
    Q_OBJECT

    static constexpr int Repeats = 20;
    static constexpr int Patience = 60'000;

private Q_SLOTS:
    void resume_data()
    {
        QTest::addColumn<Fault::Kind>("kind");
        QTest::newRow("after silence, as after sleep") << Fault::Kind::BlackHole;
        QTest::newRow("after connections were cut") << Fault::Kind::LoseRequest;
    }
    void resume()
    {
        QFETCH(Fault::Kind, kind);
        const QTemporaryDir folder;
        FakeHomeserver server(Era::V03);
        QVERIFY(server.listen());
        const QByteArray token = server.addUser(QStringLiteral("alice"), QStringLiteral("a"));
        server.addUser(QStringLiteral("bob"), QStringLiteral("b"));
        const UserId alice(FakeHomeserver::idOf(QStringLiteral("alice")));
        const QString bob = FakeHomeserver::idOf(QStringLiteral("bob"));
        const QString room = server.rooms().create(bob, {}).body[QLatin1String("room_id")].toString();
        server.rooms().join(alice.toString(), room);
        FaultProxy proxy(server.url());
        QVERIFY(proxy.listen());

        NetworkTransport transport;
        SystemClock clock;
        Account account;
        account.user = alice;
        account.server = {QStringLiteral("localhost"), proxy.url(), {Dialect::V1, false}};
        auto store = await(Store::open(folder.filePath(QStringLiteral("a.db")), QByteArray(32, 'k'), alice));
        QVERIFY(store);
        Session session(OpenAccount{account, Tokens{token, {}, 0}, store.take(), {}, false}, transport, clock,
                        folder.path());
        session.start();
        const auto isSyncing = [&] { return session.connection().phase == Connection::Phase::Syncing; };
        QVERIFY(QTest::qWaitFor(isSyncing, Patience));

        Figures figures;
        for (int i = 0; i < Repeats; ++i) {
            const int before = proxy.faults();
            proxy.setChooser([kind](const HttpExchange &) { return Fault{kind, 0}; });
            server.endPolls();
            QVERIFY(QTest::qWaitFor([&] { return proxy.faults() > before; }, Patience));
            server.say(QStringLiteral("bob"), room, QStringLiteral("theirs"));
            QVERIFY(session.sender().send(RoomId(room), typed(QStringLiteral("mine"))));
            proxy.setChooser({});
            figures.time([&] {
                session.wakeUp();
                // Its echo comes after what others said before it.
                const auto isThere = [&] { return session.sendQueue().items(RoomId(room)).isEmpty(); };
                QVERIFY(QTest::qWaitFor(isThere, Patience) && isSyncing());
            });
        }
        const double settling = double(std::chrono::milliseconds(NetworkWatch::Settling).count());
        std::printf("  %g ms that a change of the network is let settle come before each of these:\n",
                    settling);
        figures.tell(QTest::currentDataTag(), 2'000 - settling);
        session.close();
    }
};

QTEST_GUILESS_MAIN(BenchResume)
#include "bench_resume.moc"
