// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/networktransport.h"
#include "support/fakehomeserver.h"
#include "widgets/signintesting.h"
#include "widgets/stagepage.h"

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// Making an account, through the whole window: on servers of 2014 in one call, on today's in stages.
class TestRegisterPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesAnAccountWithoutNameAndPassword_data();
    void makesAnAccountWithoutNameAndPassword();
    void saysThatTheNameIsTaken();
    void saysWhetherTheNameIsFreeWhileOneTypes();
    void saysNothingOfNamesWhereTheServerDoesNot();
    void makesAnAccountWithoutFurtherQuestions();
    void wantsAPasswordTwice();
    void showsThePasswordOnWish();
    void asksToAgreeToTheTerms();
    void asksForARegistrationTokenUntilItIsRight();
    void asksWhetherTheTokenIsGoodFirst();
    void opensTheServersPage();
    void asksForAMailUntilItsLinkWasOpened();
    void asksForTheCodeOfAMessage();
    void goesBackFromAStage();
    void saysWhyThereIsNoAccount();

private:
    /// To the page with name and password, filled in and sent; `challenge` is the server's first answer.
    void begin(Signing &signing, const QByteArray &challenge);
    FakeTransport::Expectation &nextRegister()
    {
        return m_transport->expects(Method::Post, QStringLiteral("/v3/register"));
    }
    /// The next token that is typed is asked for first.
    void nextToken(bool isValid)
    {
        m_transport->expects(Method::Get, QStringLiteral("/v1/register/m.login.registration_token/validity"))
            .replies(200, isValid ? jsonText("{'valid':true}") : jsonText("{'valid':false}"));
    }
    static QJsonObject auth(const FakeTransport::Expectation &expectation)
    {
        return QJsonDocument::fromJson(expectation.sent().request.body).object().value(u"auth").toObject();
    }

    std::unique_ptr<FakeTransport> m_transport;
};

void TestRegisterPage::init()
{
    m_transport = std::make_unique<FakeTransport>();
}

void TestRegisterPage::begin(Signing &signing, const QByteArray &challenge)
{
    signing.goTo(*m_transport, QStringLiteral("@alice:example.org"), passwordFlows);
    signing.click("createAccount");
    QCOMPARE(signing.title(), QStringLiteral("Create an account"));
    QCOMPARE(signing.field("user"), QStringLiteral("alice"));
    signing.type("password", QStringLiteral("wonderland"));
    signing.type("repeat", QStringLiteral("wonderland"));
    nextRegister().replies(401, challenge);
    signing.key(Qt::Key_Return);
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
}

void TestRegisterPage::makesAnAccountWithoutNameAndPassword_data()
{
    QTest::addColumn<Era>("era");
    QTest::newRow("0.2") << Era::V02;
    QTest::newRow("0.3") << Era::V03;
}

void TestRegisterPage::makesAnAccountWithoutNameAndPassword()
{
    QFETCH(const Era, era);
    FakeHomeserver server(era);
    QVERIFY(server.listen());
    NetworkTransport transport;
    Signing signing(transport);
    signing.type("server", server.url().toString());
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("createAccount"));
    signing.click("createAccount");
    QCOMPARE(signing.trouble("warning"), QString());
    signing.click("noPassword");
    QVERIFY(signing.trouble("warning").contains(QStringLiteral("lost for ever")));
    QVERIFY(!signing.find<QLineEdit>("password"));
    QCOMPARE(server.count(QStringLiteral("POST /_matrix/client/api/v1/register")), 0); // warned first
    signing.click("create");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QVERIFY(signing.opened->account.user.toString().startsWith(QStringLiteral("@random")));
    QVERIFY(!signing.secret(signing.opened->account.user, "token").isEmpty());
}

void TestRegisterPage::saysThatTheNameIsTaken()
{
    FakeHomeserver server(Era::V03);
    QVERIFY(server.listen());
    server.addUser(QStringLiteral("alice"), QStringLiteral("x"));
    NetworkTransport transport;
    Signing signing(transport);
    signing.type("server", server.url().toString());
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("createAccount"));
    signing.click("createAccount");
    signing.type("user", QStringLiteral("alice"));
    signing.type("password", QStringLiteral("wonderland"));
    signing.type("repeat", QStringLiteral("wonderland"));
    signing.key(Qt::Key_Return);
    QTRY_COMPARE(signing.trouble("userTrouble"),
                 QStringLiteral("Somebody has this user name already. Choose another one."));
    QVERIFY(signing.hasFocus("user"));
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
    signing.type("user", QStringLiteral("hatter"));
    QCOMPARE(signing.trouble("userTrouble"), QString());
    signing.type("password", QStringLiteral("wonderland"));
    signing.type("repeat", QStringLiteral("wonderland"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.user, UserId(QStringLiteral("@hatter:localhost")));
}

void TestRegisterPage::saysWhetherTheNameIsFreeWhileOneTypes()
{
    const QString available = QStringLiteral("/v3/register/available");
    Signing signing(*m_transport);
    signing.goTo(*m_transport, QStringLiteral("example.org"), passwordFlows);
    const int before = m_transport->count(Method::Get, available); // the server's ways
    signing.click("createAccount");
    auto &taken = m_transport->expects(Method::Get, available)
                      .replies(400, jsonText("{'errcode':'M_USER_IN_USE','error':'In use'}"));
    signing.type("user", QStringLiteral("alice"));
    QCOMPARE(m_transport->count(Method::Get, available), before); // not for every letter
    QTRY_COMPARE(signing.trouble("userTrouble"), QStringLiteral("That name is taken."));
    QCOMPARE(taken.sent().query("username"), QStringLiteral("alice"));
    QVERIFY(signing.hasFocus("user"));
    QVERIFY(!signing.find<QLabel>("userFree"));

    auto &free = m_transport->expects(Method::Get, available).replies(200, jsonText("{'available':true}"));
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("2"));
    QCOMPARE(signing.trouble("userTrouble"), QString());
    QTRY_COMPARE(signing.words("userFree"), QStringLiteral("That name is free."));
    QCOMPARE(free.sent().query("username"), QStringLiteral("alice2"));
    QCOMPARE(signing.trouble("userTrouble"), QString());

    // What is no longer there is not spoken of, nor asked for.
    auto &slow = m_transport->expects(Method::Get, available).holds();
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("3"));
    QVERIFY(!signing.find<QLabel>("userFree"));
    QTRY_VERIFY(slow.isAsked());
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("4"));
    QVERIFY(slow.sent().isAborted);
    signing.key(Qt::Key_Escape);
    QCOMPARE(m_transport->count(Method::Get, available), before + 3);
}

void TestRegisterPage::saysNothingOfNamesWhereTheServerDoesNot()
{
    const QString available = QStringLiteral("/v3/register/available");
    Signing signing(*m_transport);
    signing.goTo(*m_transport, QStringLiteral("example.org"), passwordFlows);
    signing.click("createAccount");
    auto &asked =
        m_transport->expects(Method::Get, available).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
    signing.type("user", QStringLiteral("alice"));
    QTRY_VERIFY(asked.isAsked());
    QCoreApplication::processEvents();
    QCOMPARE(signing.trouble("userTrouble"), QString());
    QVERIFY(!signing.find<QLabel>("userFree"));
    // What a name may hold is said too.
    m_transport->expects(Method::Get, available).replies(400, jsonText("{'errcode':'M_INVALID_USERNAME'}"));
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("%"));
    QTRY_VERIFY(signing.trouble("userTrouble").contains(QStringLiteral("does not take this user name")));
}

void TestRegisterPage::makesAnAccountWithoutFurtherQuestions()
{
    Signing signing(*m_transport);
    begin(signing, jsonText("{'session':'S','flows':[{'stages':['m.login.dummy']}],'params':{}}"));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"type").toString(), QStringLiteral("m.login.dummy"));
    QCOMPARE(signing.opened->account.user, alice);
}

void TestRegisterPage::wantsAPasswordTwice()
{
    Signing signing(*m_transport);
    signing.goTo(*m_transport, QStringLiteral("@alice:example.org"), passwordFlows);
    signing.click("createAccount");
    QVERIFY(!signing.find<QCheckBox>("noPassword")); // today's servers make no such accounts
    signing.click("create");
    QVERIFY(signing.trouble("passwordTrouble").contains(QStringLiteral("Only servers of 2014")));
    QVERIFY(signing.hasFocus("password"));
    signing.type("password", QStringLiteral("wonderland"));
    QCOMPARE(signing.trouble("passwordTrouble"), QString());
    signing.type("repeat", QStringLiteral("wonderlnad"));
    signing.click("create");
    QCOMPARE(signing.trouble("passwordTrouble"), QStringLiteral("The two passwords are not the same."));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/register")), 0);
    signing.key(Qt::Key_Escape);
    QVERIFY(!signing.holds(QStringLiteral("wonderl")));
}

void TestRegisterPage::showsThePasswordOnWish()
{
    Signing signing(*m_transport);
    signing.goTo(*m_transport, QStringLiteral("@alice:example.org"), passwordFlows);
    signing.click("createAccount");
    signing.click("show");
    QCOMPARE(signing.find<QLineEdit>("password")->echoMode(), QLineEdit::Normal);
    QCOMPARE(signing.find<QLineEdit>("repeat")->echoMode(), QLineEdit::Normal);
    signing.click("back");
    signing.click("createAccount");
    QCOMPARE(signing.find<QLineEdit>("password")->echoMode(), QLineEdit::Password);
}

void TestRegisterPage::asksToAgreeToTheTerms()
{
    FakeBrowser browser;
    Signing signing(*m_transport);
    begin(signing, jsonText("{'session':'S','flows':[{'stages':['m.login.terms']}],'params':{'m.login.terms':"
                            "{'policies':{'tos':{'version':'1','en':{'name':'Terms of <b>use</b>',"
                            "'url':'https://example.org/terms'}}}}}}"));
    QTRY_VERIFY(signing.find<QCheckBox>("agree"));
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    const QList<QLabel *> links = signing.find<QWidget>("policies")->findChildren<QLabel *>();
    QCOMPARE(links.size(), 1);
    QVERIFY(links.first()->text().contains(QStringLiteral("Terms of &lt;b&gt;use&lt;/b&gt;")));
    links.first()->setFocus();
    QTest::keyClick(links.first(), Qt::Key_Tab); // selects the link
    QTest::mouseClick(links.first(), Qt::LeftButton, {}, QPoint(10, links.first()->height() / 2));
    QCOMPARE(browser.opened, QList<QUrl>{QUrl(QStringLiteral("https://example.org/terms"))});
    auto &last = nextRegister().replies(200, aliceSignedIn);
    signing.click("agree");
    signing.click("next");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"type").toString(), QStringLiteral("m.login.terms"));
    QCOMPARE(auth(last).value(u"session").toString(), QStringLiteral("S"));
}

void TestRegisterPage::asksForARegistrationTokenUntilItIsRight()
{
    Signing signing(*m_transport);
    const QByteArray challenge =
        jsonText("{'session':'S','flows':[{'stages':['m.login.registration_token']}],'params':{}}");
    begin(signing, challenge);
    QTRY_VERIFY(signing.find<QLineEdit>("token"));
    QVERIFY(signing.hasFocus("token"));
    QCOMPARE(signing.trouble(), QString());
    nextRegister().replies(401, jsonText("{'session':'S','flows':[{'stages':['m.login.registration_token']}],"
                                         "'params':{},'errcode':'M_UNAUTHORIZED','error':'Invalid token'}"));
    nextToken(true); // it was good just before
    signing.type("token", QStringLiteral("wrong"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("does not take this token")));
    QCOMPARE(signing.find<TroubleLines>("trouble")->detail(), QStringLiteral("Invalid token"));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    nextToken(true);
    signing.type("token", QStringLiteral("right"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"token").toString(), QStringLiteral("right"));
}

void TestRegisterPage::asksWhetherTheTokenIsGoodFirst()
{
    const QString validity = QStringLiteral("/v1/register/m.login.registration_token/validity");
    Signing signing(*m_transport);
    begin(signing,
          jsonText("{'session':'S','flows':[{'stages':['m.login.registration_token']}],'params':{}}"));
    QTRY_VERIFY(signing.find<QLineEdit>("token"));
    const int before = m_transport->count(Method::Post, QStringLiteral("/v3/register"));
    nextToken(false);
    signing.type("token", QStringLiteral("wrong"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("does not take this token")));
    QVERIFY(signing.hasFocus("token"));
    QCOMPARE(signing.field("token"), QStringLiteral("wrong"));
    QCOMPARE(m_transport->count(Method::Post, QStringLiteral("/v3/register")), before);
    // A server that cannot say gets it all the same.
    m_transport->expects(Method::Get, validity).replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    signing.type("token", QStringLiteral("right"));
    signing.click("next");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"token").toString(), QStringLiteral("right"));
}

void TestRegisterPage::opensTheServersPage()
{
    FakeBrowser browser;
    Signing signing(*m_transport);
    const QByteArray challenge =
        jsonText("{'session':'S','flows':[{'stages':['m.login.recaptcha']}],'params':{}}");
    begin(signing, challenge);
    QTRY_VERIFY(signing.find<QPushButton>("openPage"));
    QVERIFY(signing.hasFocus("openPage"));
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    signing.key(Qt::Key_Return);
    QCOMPARE(browser.opened.size(), 1);
    QVERIFY(browser.opened.first().path().endsWith(QStringLiteral("/auth/m.login.recaptcha/fallback/web")));
    QCOMPARE(browser.opened.first().query(), QStringLiteral("session=S"));
    nextRegister().replies(401, challenge);
    signing.click("next");
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("not done yet")));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    signing.click("next");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"session").toString(), QStringLiteral("S"));
}

void TestRegisterPage::asksForAMailUntilItsLinkWasOpened()
{
    Signing signing(*m_transport);
    begin(signing, jsonText("{'session':'S','flows':[{'stages':['m.login.email.identity']}],'params':{}}"));
    QTRY_VERIFY(signing.find<QLineEdit>("address"));
    QVERIFY(signing.hasFocus("address"));
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    const QString token = QStringLiteral("/v3/register/email/requestToken");
    m_transport->expects(Method::Post, token)
        .replies(400, jsonText("{'errcode':'M_THREEPID_IN_USE','error':'In use'}"));
    signing.type("address", QStringLiteral("bob@example.org"));
    signing.key(Qt::Key_Return);
    QTRY_COMPARE(signing.trouble(),
                 QStringLiteral("Another account has this address already. Use another one."));
    QCOMPARE(signing.field("address"), QStringLiteral("bob@example.org"));
    auto &first = m_transport->expects(Method::Post, token).replies(200, jsonText("{'sid':'s1'}"));
    signing.type("address", QStringLiteral("alice@example.org"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("resend"));
    QVERIFY(signing.words("intro").contains(QStringLiteral("alice@example.org")));
    QVERIFY(!signing.find<QLineEdit>("address"));
    QVERIFY(!signing.find<QLineEdit>("code"));
    QVERIFY(signing.hasFocus("next"));
    // Nobody has opened the link yet; servers say so without a challenge.
    nextRegister().replies(401, jsonText("{'errcode':'M_UNAUTHORIZED','error':''}"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("nobody has opened the link")));
    auto &second = m_transport->expects(Method::Post, token).replies(200, jsonText("{'sid':'s1'}"));
    signing.click("resend");
    QTRY_VERIFY(second.isAsked());
    // Until the answer is there, the page takes no other wish.
    QTRY_VERIFY(!signing.window->findChild<StagePage *>()->isBusy());
    QCOMPARE(signing.trouble(), QString());
    const auto body = [](const FakeTransport::Expectation &expectation) {
        return QJsonDocument::fromJson(expectation.sent().request.body).object();
    };
    QCOMPARE(body(first).value(u"send_attempt").toInt(), 1);
    QCOMPARE(body(second).value(u"send_attempt").toInt(), 2);
    QCOMPARE(body(first).value(u"client_secret"), body(second).value(u"client_secret"));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    signing.click("next");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"type").toString(), QStringLiteral("m.login.email.identity"));
    QCOMPARE(auth(last).value(u"session").toString(), QStringLiteral("S"));
    const QJsonObject proof = auth(last).value(u"threepid_creds").toObject();
    QCOMPARE(proof.value(u"sid").toString(), QStringLiteral("s1"));
    QCOMPARE(proof.value(u"client_secret"), body(first).value(u"client_secret"));
}

void TestRegisterPage::asksForTheCodeOfAMessage()
{
    Signing signing(*m_transport);
    begin(signing, jsonText("{'session':'S','flows':[{'stages':['m.login.msisdn']}],'params':{}}"));
    QTRY_VERIFY(signing.find<QLineEdit>("address"));
    auto &asked = m_transport->expects(Method::Post, QStringLiteral("/v3/register/msisdn/requestToken"))
                      .replies(200, jsonText("{'sid':'s1','submit_url':'https://sms.example.org/code?a=b'}"));
    signing.type("address", QStringLiteral("+44 20 1234"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QLineEdit>("code"));
    QVERIFY(signing.hasFocus("code"));
    QCOMPARE(QJsonDocument::fromJson(asked.sent().request.body).object().value(u"phone_number").toString(),
             QStringLiteral("+44 20 1234"));
    auto &wrong = m_transport->expects(Method::Post, QStringLiteral("/code"))
                      .replies(200, jsonText("{'success':false}"));
    signing.type("code", QStringLiteral("111"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("does not take this code")));
    QCOMPARE(wrong.sent().base.host(), QStringLiteral("sms.example.org"));
    QVERIFY(wrong.sent().token.isEmpty());
    m_transport->expects(Method::Post, QStringLiteral("/code")).replies(200, jsonText("{'success':true}"));
    auto &last = nextRegister().replies(200, aliceSignedIn);
    signing.type("code", QStringLiteral("222"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(auth(last).value(u"type").toString(), QStringLiteral("m.login.msisdn"));
}

void TestRegisterPage::goesBackFromAStage()
{
    Signing signing(*m_transport);
    begin(signing,
          jsonText("{'session':'S','flows':[{'stages':['m.login.registration_token']}],'params':{}}"));
    QTRY_VERIFY(signing.find<QLineEdit>("token"));
    auto &answer = nextRegister().holds();
    nextToken(true);
    signing.type("token", QStringLiteral("right"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(answer.isAsked());
    signing.key(Qt::Key_Escape);
    QVERIFY(answer.sent().isAborted);
    QCOMPARE(signing.field("user"), QStringLiteral("alice"));
    QCOMPARE(signing.field("password"), QString());
    signing.key(Qt::Key_Escape);
    signing.key(Qt::Key_Escape);
    QVERIFY(signing.find<QLineEdit>("server"));
    QVERIFY(!signing.opened);
}

void TestRegisterPage::saysWhyThereIsNoAccount()
{
    Signing signing(*m_transport);
    begin(signing,
          jsonText("{'session':'S','flows':[{'stages':['m.login.registration_token']}],'params':{}}"));
    QTRY_VERIFY(signing.find<QLineEdit>("token"));
    nextRegister().replies(403,
                           jsonText("{'errcode':'M_FORBIDDEN','error':'Registration has been disabled'}"));
    nextToken(true);
    signing.type("token", QStringLiteral("right"));
    signing.key(Qt::Key_Return);
    QTRY_COMPARE(signing.trouble(), QStringLiteral("This server does not let you make an account here."));
    QCOMPARE(signing.field("user"), QStringLiteral("alice"));
}

QTEST_MAIN(TestRegisterPage)
#include "tst_registerpage.moc"
