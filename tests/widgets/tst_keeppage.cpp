// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/json.h"
#include "widgets/signintesting.h"

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// What becomes of a fresh sign-in when the keychain does not work, through the whole window: it is kept,
/// with the same device, or ended on the server; never stored anywhere else unasked.
class TestKeepPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesTheKeychainAgainWithTheSameDevice();
    void keepsTheSecretsUnderAPassphrase();
    void wantsThePassphraseTwice();
    void endsASignInThatIsGivenUp();
    void endsASignInWhenTheWindowIsClosed();
    void endsASignInWhenTheWindowGoes();
    void saysWhenTheServerCannotBeTold();
    void doesNotWaitForAServerThatIsSilent();
    void leavesATokenOfAnotherProgramAlone();
    void doesNotLoseAnAccountWithoutPasswordByEsc();
    void undoesWhatTheKeychainTakesAfterwards();

private:
    /// Signs in with a password up to a keychain with this trouble.
    void signIn(Signing &signing, Error::Kind trouble);

    std::unique_ptr<FakeTransport> m_transport;
};

void TestKeepPage::signIn(Signing &signing, Error::Kind trouble)
{
    signing.credentials.keychain()->trouble = Error::of(trouble);
    signing.goTo(*m_transport, QStringLiteral("@alice:example.org"), passwordFlows);
    m_transport->expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    m_transport->expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
    signing.type("password", QStringLiteral("wonderland"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("tryAgain"));
    QVERIFY(!signing.opened);
}

void TestKeepPage::triesTheKeychainAgainWithTheSameDevice()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    QCOMPARE(signing.trouble(), QStringLiteral("Your keychain is locked. Unlock it and try again."));
    QVERIFY(signing.words("intro").contains(alice.toString()));
    signing.key(Qt::Key_Return); // Try Again has the focus
    QTRY_VERIFY(signing.find<QPushButton>("tryAgain"));
    QVERIFY(!signing.opened);
    signing.credentials.keychain()->trouble.reset();
    signing.click("tryAgain");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.deviceId, QStringLiteral("DEV1"));
    QCOMPARE(signing.secret(alice, "token"), QStringLiteral("s3cret-token"));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/login")), 1);
}

void TestKeepPage::keepsTheSecretsUnderAPassphrase()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainMissing);
    signing.click("useFile");
    QVERIFY(signing.hasFocus("passphrase"));
    signing.type("passphrase", QStringLiteral("through the looking-glass"));
    signing.type("repeat", QStringLiteral("through the looking-glass"));
    signing.key(Qt::Key_Return);
    QVERIFY(!signing.holds(QStringLiteral("glass")));
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.secrets, Account::Secrets::PassphraseFile);
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/login")), 1);

    PassphraseFileCredentials again(signing.profile.passphraseFilePath());
    QVERIFY(!again.unlock(QStringLiteral("something else")).isOk());
    QVERIFY(again.unlock(QStringLiteral("through the looking-glass")).isOk());
    QByteArray token;
    again.read(signing.profile.entry(alice, "token")).then(this, [&token](const Result<QByteArray> &read) {
        token = read ? *read : QByteArray();
    });
    QCOMPARE(token, QByteArray("s3cret-token"));
    QFile plain(signing.profile.passphraseFilePath());
    QVERIFY(plain.open(QIODevice::ReadOnly));
    QVERIFY(!plain.readAll().contains("s3cret-token"));
}

void TestKeepPage::wantsThePassphraseTwice()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainRefused);
    signing.click("useFile");
    QVERIFY(!signing.find<QPushButton>("useIt")->isEnabled());
    signing.type("passphrase", QStringLiteral("one"));
    signing.type("repeat", QStringLiteral("two"));
    signing.click("show");
    QCOMPARE(signing.find<QLineEdit>("passphrase")->echoMode(), QLineEdit::Normal);
    signing.click("useIt");
    QCOMPARE(signing.trouble("fileTrouble"), QStringLiteral("The two passphrases are not the same."));
    QVERIFY(!signing.file.isUnlocked());
    signing.find<QLineEdit>("repeat")->clear();
    signing.type("repeat", QStringLiteral("one"));
    signing.click("useIt");
    QCOMPARE(signing.trouble("fileTrouble"), QStringLiteral("Use at least 8 characters."));
    QVERIFY(!signing.file.isUnlocked());
    signing.key(Qt::Key_Escape); // to the choices, not away
    QVERIFY(signing.find<QPushButton>("tryAgain"));
    QVERIFY(!signing.holds(QStringLiteral("one")));
    m_transport->expects(Method::Post, QStringLiteral("/v3/logout")); // of the window that goes
}

void TestKeepPage::endsASignInThatIsGivenUp()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    auto &logout = m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).holds();
    signing.click("giveUp");
    QVERIFY(logout.isAsked());
    QCOMPARE(logout.sent().token, QByteArray("s3cret-token"));
    QVERIFY(!signing.find<QPushButton>("tryAgain"));
    logout.release(200);
    QVERIFY(signing.find<QLineEdit>("password"));
    QCOMPARE(signing.trouble("notice"), QString());
    signing.window.reset();
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/logout")), 1);
    QVERIFY(signing.credentials.keychain()->secrets.isEmpty());
    QVERIFY(!QFile::exists(signing.profile.accountPath()));
    QVERIFY(!QFile::exists(signing.profile.databasePath(alice)));
}

void TestKeepPage::endsASignInWhenTheWindowIsClosed()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    auto &logout = m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).holds();
    QVERIFY(!signing.window->close());
    QVERIFY(logout.isAsked());
    QVERIFY(signing.window->isVisible()); // until the server knows
    logout.release(200);
    QVERIFY(!signing.window->isVisible());
}

void TestKeepPage::endsASignInWhenTheWindowGoes()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    auto &logout = m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).holds();
    signing.window.reset();
    QVERIFY(logout.isAsked());
    QVERIFY(!logout.sent().isAborted);
    logout.release(200);
}

void TestKeepPage::saysWhenTheServerCannotBeTold()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).fails(Error::Kind::Network);
    signing.click("giveUp");
    QTRY_VERIFY(signing.find<QLineEdit>("password"));
    QVERIFY(signing.trouble("notice").contains(QStringLiteral("stays valid")));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/logout")), 1);
}

void TestKeepPage::doesNotWaitForAServerThatIsSilent()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).holds();
    auto &again = m_transport->expects(Method::Post, QStringLiteral("/v3/logout")).holds();
    signing.click("giveUp");
    QTRY_VERIFY(signing.find<QPushButton>("stop"));
    signing.click("stop");
    QVERIFY(signing.find<QLineEdit>("password"));
    QVERIFY(again.isHeld()); // it is told all the same
    again.release(200);
}

void TestKeepPage::leavesATokenOfAnotherProgramAlone()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signing.credentials.keychain()->trouble = Error::of(Error::Kind::KeychainLocked);
    signing.goTo(*m_transport, QStringLiteral("example.org"), passwordFlows);
    signing.click("useToken");
    m_transport->expects(Method::Get, QStringLiteral("/account/whoami"))
        .replies(200, jsonText("{'user_id':'@alice:example.org'}"));
    signing.type("token", QStringLiteral("of-another"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("giveUp"));
    signing.click("giveUp");
    QVERIFY(signing.find<QLineEdit>("password"));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/logout")), 0);
}

void TestKeepPage::doesNotLoseAnAccountWithoutPasswordByEsc()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signing.credentials.keychain()->trouble = Error::of(Error::Kind::KeychainLocked);
    signing.goTo2014(*m_transport, QStringLiteral("example.org"));
    signing.click("createAccount");
    signing.click("noPassword");
    m_transport->expects(Method::Get, QStringLiteral("/api/v1/register"))
        .replies(200, jsonText("{'flows':[{'type':'m.login.password'}]}"));
    m_transport->expects(Method::Post, QStringLiteral("/api/v1/register")).replies(200, aliceSignedIn);
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("giveUp"));
    QVERIFY(signing.words("advice").contains(QStringLiteral("lost")));
    signing.key(Qt::Key_Escape);
    QVERIFY(signing.find<QPushButton>("tryAgain"));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/logout")), 0);
    signing.credentials.keychain()->trouble.reset();
    signing.click("tryAgain");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
}

void TestKeepPage::undoesWhatTheKeychainTakesAfterwards()
{
    m_transport = std::make_unique<FakeTransport>();
    Signing signing(*m_transport);
    signIn(signing, Error::Kind::KeychainLocked);
    signing.credentials.keychain()->trouble.reset();
    auto &logout = m_transport->expects(Method::Post, QStringLiteral("/v3/logout"));
    signing.click("tryAgain"); // the database is being made on its own thread
    QVERIFY(!signing.opened);
    signing.key(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(signing.find<QLineEdit>("password"), 20'000);
    QVERIFY(logout.isAsked());
    QVERIFY(!signing.opened);
    QVERIFY(signing.credentials.keychain()->secrets.isEmpty());
    QVERIFY(!QFile::exists(signing.profile.accountPath()));
    QVERIFY(!QFile::exists(signing.profile.databasePath(alice)));
}

QTEST_MAIN(TestKeepPage)
#include "tst_keeppage.moc"
