// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountkeeper.h"
#include "matrix/networktransport.h"
#include "session/discovery.h"
#include "session/signin.h"
#include "support/await.h"
#include "support/fakehomeserver.h"
#include "support/homefolder.h"
#include "support/memorycredentials.h"
#include "support/proxyserver.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using Kind = ProxySettings::Kind;
using Phase = Connection::Phase;

/// An account that reaches its server only through a proxy: signing in, syncing, starting again, changing it.
class TestProxyAccount : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<HomeFolder> m_home;
    std::unique_ptr<FakeHomeserver> m_server;
    std::shared_ptr<MemoryCredentials::Keychain> m_keychain;

    /// One run of the program.
    struct Run
    {
        explicit Run(const std::shared_ptr<MemoryCredentials::Keychain> &secrets)
            : keychain(secrets), accounts(profile, keychain, file),
              keeper(profile, accounts, transport, clock, std::nullopt)
        {
        }
        bool isSyncing() const
        {
            return keeper.session() && keeper.session()->connection().phase == Phase::Syncing;
        }
        bool isOffline(Error::Kind kind) const
        {
            return keeper.session() && keeper.session()->connection().phase == Phase::Offline &&
                   keeper.session()->connection().error.kind == kind;
        }

        Profile profile{QStringLiteral("default")};
        SystemClock clock;
        NetworkTransport transport;
        MemoryCredentials keychain;
        MemoryCredentials file;
        Accounts accounts;
        AccountKeeper keeper;
    };
    /// The server, by a name that only the proxy knows.
    static QString serverUrl() { return QStringLiteral("http://chat.example.test"); }
    static void signIn(Run &run, const Proxy &proxy)
    {
        run.transport.setProxy(proxy);
        const auto server = await(Discovery(run.transport).find(serverUrl(), Dialect::V1));
        QVERIFY(server);
        const auto signedIn =
            await(SignIn(run.transport)
                      .withPassword(*server, QStringLiteral("alice"), QStringLiteral("wonderland")));
        QVERIFY(signedIn);
        auto account =
            await(run.accounts.begin(*server, *signedIn, Account::Secrets::Keychain, run.transport.proxy()));
        QVERIFY(account);
        run.keeper.open(account.take());
        QTRY_VERIFY_WITH_TIMEOUT(run.isSyncing(), 20'000);
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<HomeFolder>();
        m_keychain = std::make_shared<MemoryCredentials::Keychain>();
        m_server = std::make_unique<FakeHomeserver>(Era::V03);
        QVERIFY(m_server->listen());
        m_server->addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    }

    void livesBehindItsProxy_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("http") << Kind::Http;
        QTest::newRow("socks5") << Kind::Socks5;
    }
    void livesBehindItsProxy()
    {
        QFETCH(Kind, kind);
        auto proxy = std::make_unique<ProxyServer>(kind, quint16(m_server->url().port()));
        QVERIFY(proxy->listen());
        proxy->setPassword(QStringLiteral("mole"), QStringLiteral("underground"));
        {
            Run run(m_keychain);
            signIn(run, proxy->proxy());
        }
        QVERIFY(proxy->asked().contains(QStringLiteral("chat.example.test:80")));
        const auto files = m_home->files();
        for (auto it = files.begin(); it != files.end(); ++it)
            QVERIFY2(!it.value().contains("underground"), qPrintable(it.key()));

        // The next start knows the way and the password by itself.
        Run run(m_keychain);
        run.keeper.restore();
        QTRY_VERIFY_WITH_TIMEOUT(run.isSyncing(), 20'000);

        // The proxy goes in the middle of a poll and comes back.
        const quint16 port = proxy->port();
        proxy->stop();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOffline(Error::Kind::Proxy), 20'000);
        proxy = std::make_unique<ProxyServer>(kind, quint16(m_server->url().port()));
        QVERIFY(proxy->listen(port));
        proxy->setPassword(QStringLiteral("mole"), QStringLiteral("changed"));
        run.keeper.session()->wakeUp();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOffline(Error::Kind::ProxyPassword), 20'000);

        // Set right, it goes on at once, and so it stays.
        QVERIFY(await(run.keeper.setProxy(proxy->proxy())));
        QTRY_VERIFY_WITH_TIMEOUT(run.isSyncing(), 20'000);
        QVERIFY(run.keeper.account()->proxy == proxy->proxy().settings);
        QCOMPARE(m_keychain->secrets.value(run.profile.entry(run.keeper.account()->user, "proxy-password")),
                 QByteArray("changed"));
        QCOMPARE(m_server->count(QStringLiteral("GET /_matrix/client/api/v1/initialSync")), 1);
    }
    void theNextAccountDoesNotInheritIt()
    {
        ProxyServer proxy(Kind::Http, quint16(m_server->url().port()));
        QVERIFY(proxy.listen());
        proxy.setPassword(QStringLiteral("mole"), QStringLiteral("underground"));
        Run run(m_keychain);
        signIn(run, proxy.proxy());
        QVERIFY(await(run.keeper.signOut(true)));
        QVERIFY(run.transport.proxy().settings == ProxySettings());
        QCOMPARE(run.transport.proxy().password, QString());
    }
    void theSessionMayCloseWhileItIsKept()
    {
        ProxyServer proxy(Kind::Http, quint16(m_server->url().port()));
        QVERIFY(proxy.listen());
        proxy.setPassword(QStringLiteral("mole"), QStringLiteral("underground"));
        Run run(m_keychain);
        signIn(run, proxy.proxy());
        m_keychain->held.emplace();
        std::optional<bool> isKept;
        run.keeper.setProxy(proxy.proxy()).then(&run.keeper, [&](const Status &status) {
            isKept = status.isOk();
        });
        QVERIFY(run.keeper.setDamagedAside());
        QVERIFY(!isKept);
        m_keychain->held->resolve(Done{});
        QCOMPARE(isKept, std::optional(false)); // there is no account any more
    }
    void anotherAccountGoesItsOwnWay()
    {
        ProxyServer proxy(Kind::Socks5, quint16(m_server->url().port()));
        QVERIFY(proxy.listen());
        Run mine(m_keychain);
        signIn(mine, proxy.proxy());
        const qsizetype asked = proxy.asked().size();
        NetworkTransport other;
        QVERIFY(await(Discovery(other).find(m_server->url().toString(), Dialect::V1)));
        QVERIFY(!await(Discovery(other).find(serverUrl(), Dialect::V1)));
        QCOMPARE(proxy.asked().size(), asked);
    }
};

QTEST_GUILESS_MAIN(TestProxyAccount)
#include "tst_proxyaccount.moc"
