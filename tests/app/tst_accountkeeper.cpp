// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accountkeeper.h"

#include "matrix/profilerequests.h"
#include "session/sessiontesting.h"
#include "support/homefolder.h"
#include "support/memorycredentials.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Device = QStringLiteral("HERE");

}

/// What becomes of a session whose token died, or whose secrets cannot be read: it is kept with its keys, and
/// no other takes its place.
class TestAccountKeeper : public QObject
{
    Q_OBJECT

    std::unique_ptr<HomeFolder> m_home;
    FakeClock m_clock;
    FakeTransport m_server;
    MemoryCredentials m_keychain;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<AccountKeeper> m_keeper;
    const Profile m_profile{QStringLiteral("default")};

    void signIn()
    {
        auto account =
            await(m_accounts->begin(serverOf(Dialect::V3), {me, "old", Device}, Account::Secrets::Keychain));
        QVERIFY(account);
        m_keeper->open(account.take());
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
    }
    /// Of the keys that are open.
    QString fingerprint()
    {
        const auto keys = await(m_keeper->session()->store().crypto().call<QString>(
            [](CryptoMachine &machine) -> Result<QString> { return machine.identityKeys().ed25519; }));
        return keys ? *keys : QString();
    }
    /// The server refuses the token at the next question.
    void end(bool isSoft)
    {
        m_server.expects(Method::Get, QStringLiteral("/profile/*"))
            .replies(401, isSoft ? R"({"errcode":"M_UNKNOWN_TOKEN","soft_logout":true})"
                                 : R"({"errcode":"M_UNKNOWN_TOKEN"})");
        m_keeper->session()
            ->api()
            .send(ProfileRequests::all(m_keeper->session()->api().requests().version(), me))
            .then(this, [](const Result<Reply> &) {});
    }
    QByteArray token() const { return m_keychain.keychain()->secrets.value(m_profile.entry(me, "token")); }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<HomeFolder>();
        m_keychain.keychain()->secrets.clear();
        m_keychain.keychain()->trouble.reset();
        m_server.holdUnexpected();
        m_accounts = std::make_unique<Accounts>(m_profile, m_keychain, m_keychain);
        m_keeper = std::make_unique<AccountKeeper>(m_profile, *m_accounts, m_server, m_clock, Dialect::V3);
        signIn();
    }
    void cleanup()
    {
        m_keeper.reset();
        m_accounts.reset();
        m_home.reset();
    }

    void aNewTokenKeepsTheSessionAndItsKeys()
    {
        QTRY_VERIFY(!fingerprint().isEmpty());
        const QString before = fingerprint();
        QVERIFY(await(m_keeper->signInAgain({me, "new", Device})));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
        QCOMPARE(token(), QByteArray("new"));
        QCOMPARE(m_keeper->account()->deviceId, Device);
        QTRY_VERIFY(!fingerprint().isEmpty());
        QCOMPARE(fingerprint(), before);
    }
    void aTokenOfAnotherSessionIsNotTaken()
    {
        const auto taken = await(m_keeper->signInAgain({me, "new", QStringLiteral("OTHER")}));
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, Error::Kind::OtherAccount);
        QVERIFY(!await(m_keeper->signInAgain({bob, "new", Device})));
        QCOMPARE(token(), QByteArray("old"));
        QCOMPARE(m_keeper->state(), AccountKeeper::State::Open);
    }
    void whereTheServerHasEndedTheSessionAnotherTakesItsPlace()
    {
        QTRY_VERIFY(!fingerprint().isEmpty());
        const QString before = fingerprint();
        end(false);
        QTRY_VERIFY(m_keeper->session()->standing().isEnded());
        QVERIFY(!await(m_keeper->signInAgain({bob, "new", QStringLiteral("OTHER")})));
        QVERIFY(await(m_keeper->signInAgain({me, "new", QStringLiteral("OTHER")})));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
        QCOMPARE(token(), QByteArray("new"));
        QCOMPARE(m_keeper->account()->deviceId, QStringLiteral("OTHER"));
        QTRY_VERIFY(!fingerprint().isEmpty());
        QVERIFY(fingerprint() != before); // keys of an ended session are not used again
    }
    void afterASoftSignOutOnlyTheSameSessionGoesOn()
    {
        QTRY_VERIFY(!fingerprint().isEmpty());
        const QString before = fingerprint();
        end(true);
        QTRY_COMPARE(m_keeper->session()->standing().kind, AccountStanding::Kind::SignedOut);
        QVERIFY(!await(m_keeper->signInAgain({me, "new", QStringLiteral("OTHER")})));
        QVERIFY(await(m_keeper->signInAgain({me, "new", Device})));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
        QTRY_VERIFY(!fingerprint().isEmpty());
        QCOMPARE(fingerprint(), before);
    }
    void anAccountOfOAuthGoesOnAndSignsOut()
    {
        const OAuthAccount oauth{QStringLiteral("https://a.x/"),
                                 QStringLiteral("client"),
                                 QUrl(QStringLiteral("https://a.x/token")),
                                 QUrl(QStringLiteral("https://a.x/revoke")),
                                 {},
                                 {}};
        QVERIFY(await(m_keeper->signInAgain({me, "a1", Device, "r1", {}, oauth})));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
        // As after a start, with a token that has run out meanwhile.
        auto &refresh =
            m_server.expects(Method::Post, QStringLiteral("/token"))
                .replies(200, R"({"access_token":"a2","refresh_token":"r2","token_type":"Bearer"})");
        end(true);
        QTRY_VERIFY(refresh.isAsked());
        QCOMPARE(refresh.sent().base, oauth.tokenEndpoint);
        QVERIFY(refresh.sent().token.isEmpty());
        QTRY_VERIFY(token().contains("a2") && token().contains("r2"));
        QVERIFY(m_keeper->session()->standing().isGood());

        auto &revocation = m_server.expects(Method::Post, QStringLiteral("/revoke"));
        QVERIFY(await(m_keeper->signOut(false)));
        QCOMPARE(revocation.sent().base, oauth.revocationEndpoint);
        QVERIFY(revocation.sent().request.body.contains("token=r2"));
        QCOMPARE(m_server.count(Method::Post, QStringLiteral("/logout")), 0);
        QCOMPARE(m_keeper->state(), AccountKeeper::State::SignedOut);
        QCOMPARE(m_keychain.keychain()->secrets.size(), 0);
    }
    void aTokenThatSaysNoSessionIsTaken()
    {
        QVERIFY(await(m_keeper->signInAgain({me, "new", QString()})));
        QCOMPARE(token(), QByteArray("new"));
    }
    void aKeychainThatDoesNotOpenChangesNothing_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("locked") << Error::Kind::KeychainLocked;
        QTest::newRow("absent") << Error::Kind::KeychainMissing;
        QTest::newRow("refused") << Error::Kind::KeychainRefused;
    }
    void aKeychainThatDoesNotOpenChangesNothing()
    {
        QFETCH(Error::Kind, kind);
        QTRY_VERIFY(!fingerprint().isEmpty());
        const QString before = fingerprint();
        m_keeper = std::make_unique<AccountKeeper>(m_profile, *m_accounts, m_server, m_clock, Dialect::V3);
        const qsizetype sent = m_server.sent().size();
        const QStringList files = m_home->files().keys();
        m_keychain.keychain()->trouble = Error::of(kind);
        m_keeper->restore();
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Failed);
        QCOMPARE(m_keeper->error().kind, kind);
        QCOMPARE(m_home->files().keys(), files);
        QCOMPARE(m_server.sent().size(), sent);

        // Once it opens, all is as it was.
        m_keychain.keychain()->trouble.reset();
        m_keeper->restore();
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
        QTRY_VERIFY(!fingerprint().isEmpty());
        QCOMPARE(fingerprint(), before);
    }
};

QTEST_GUILESS_MAIN(TestAccountKeeper)
#include "tst_accountkeeper.moc"
