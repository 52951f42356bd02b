// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signintesting.h"

#include "matrix/networktransport.h"
#include "support/fakehomeserver.h"
#include "widgets/proxydialog.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProgressBar>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

/// The window up to a fresh sign-in, by password, token and the server's own page. tst_keeppage and
/// tst_registerpage have the rest of it.
class TestSignInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichServerItFoundBeforeItAsksForThePassword();
    void signsInWithAPassword();
    void signsInThroughAProxy();
    void signsInToAServerOf2014WithTheKeyboardAlone();
    void saysThatThePasswordIsWrong();
    void saysHowLongToWait();
    void setsANewPasswordForAForgottenOne();
    void saysThatNoMailCanBeSent();
    void looksForThePasswordAmongAllWays();
    void saysWhichWaysTheServerWantsAndOpensItsPage();
    void asksForATokenWhereTheServerNamesNoWay();
    void saysThatTheServerHasNoPage();
    void signsInWithATokenForItself();
    void asksWhoseTokenItIsOnlyWhereTheServerCannotTell();
    void saysWhyThereIsNoServer_data();
    void saysWhyThereIsNoServer();
    void goesBackInTheMiddle();
    void showsThatItWaits();
    void warnsOfAnOpenConnection();
    void showsTheNoticeAndLooksTheServerUp();
    void namesEveryFieldForAScreenReader();
};

void TestSignInWindow::saysWhichServerItFoundBeforeItAsksForThePassword()
{
    FakeTransport transport;
    Signing signing(transport);
    QVERIFY(signing.hasFocus("server"));
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    QCOMPARE(signing.title(), QStringLiteral("Sign in"));
    QCOMPARE(signing.words("serverFound"), QStringLiteral("example.org – today's Matrix protocol"));
    QCOMPARE(signing.field("user"), QStringLiteral("alice"));
    QVERIFY(signing.hasFocus("password"));
    QCOMPARE(transport.count(Method::Post, QStringLiteral("/login")), 0);
}

void TestSignInWindow::signsInWithAPassword()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    auto &login = transport.expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
    signing.type("password", QStringLiteral("wonderland"));
    QCOMPARE(signing.find<QLineEdit>("password")->echoMode(), QLineEdit::Password);
    signing.click("signIn");
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    const QJsonObject body = QJsonDocument::fromJson(login.sent().request.body).object();
    QCOMPARE(body.value(u"password").toString(), QStringLiteral("wonderland"));
    QCOMPARE(body.value(u"identifier").toObject().value(u"user").toString(), QStringLiteral("alice"));
    QCOMPARE(signing.opened->account.user, alice);
    QCOMPARE(signing.opened->account.deviceId, QStringLiteral("DEV1"));
    QCOMPARE(signing.opened->account.secrets, Account::Secrets::Keychain);
    QCOMPARE(signing.secret(alice, "token"), QStringLiteral("s3cret-token"));
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
    signing.window.reset(); // what is kept is not ended
    QCOMPARE(transport.count(Method::Post, QStringLiteral("/logout")), 0);
}

void TestSignInWindow::signsInThroughAProxy()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.click("proxy");
    QPointer<ProxyDialog> dialog = signing.window->findChild<ProxyDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    signing.click("proxy");
    QCOMPARE(signing.window->findChildren<ProxyDialog *>().size(), 1);
    auto *kind = dialog->findChild<QComboBox *>(QStringLiteral("kind"));
    kind->setCurrentIndex(kind->findData(int(ProxySettings::Kind::Socks5)));
    dialog->findChild<QLineEdit *>(QStringLiteral("host"))->setText(QStringLiteral("proxy.lan"));
    dialog->findChild<QLineEdit *>(QStringLiteral("user"))->setText(QStringLiteral("mole"));
    dialog->findChild<QLineEdit *>(QStringLiteral("password"))->setText(QStringLiteral("underground"));
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->isDefault())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(!dialog);
    QCOMPARE(transport.proxy().settings.host, QStringLiteral("proxy.lan"));

    // It is kept together with the account.
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    transport.expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
    signing.type("password", QStringLiteral("wonderland"));
    signing.click("signIn");
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QVERIFY(signing.opened->account.proxy == transport.proxy().settings);
    QCOMPARE(signing.secret(alice, "proxy-password"), QStringLiteral("underground"));
}

void TestSignInWindow::signsInToAServerOf2014WithTheKeyboardAlone()
{
    FakeHomeserver server(Era::V02);
    QVERIFY(server.listen());
    server.addUser(QStringLiteral("alice"), QStringLiteral("wonderland"));
    NetworkTransport transport;
    Signing signing(transport);
    QTest::keyClicks(signing.window->focusWidget(), server.url().toString());
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QLineEdit>("user"));
    QVERIFY(signing.words("serverFound").contains(QStringLiteral("the original protocol of 2014")));
    QVERIFY(!signing.find<QPushButton>("forgot"));
    QVERIFY(signing.hasFocus("user"));
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("alice"));
    signing.key(Qt::Key_Tab);
    QVERIFY(signing.hasFocus("password"));
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("wonderland"));
    signing.key(Qt::Key_Enter);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.user, UserId(QStringLiteral("@alice:localhost")));
    QVERIFY(signing.opened->account.server.version.dialect == Dialect::V1);
}

void TestSignInWindow::saysThatThePasswordIsWrong()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    transport.expects(Method::Post, QStringLiteral("/v3/login"))
        .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'Invalid <b>username</b> or password'}"));
    signing.type("password", QStringLiteral("looking-glass"));
    signing.key(Qt::Key_Return);
    QTRY_COMPARE(signing.trouble(), QStringLiteral("The user name or the password is wrong."));
    QCOMPARE(signing.find<TroubleLines>("trouble")->detail(),
             QStringLiteral("Invalid <b>username</b> or password"));
    for (const auto *label : signing.find<TroubleLines>("trouble")->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(signing.field("user"), QStringLiteral("alice"));
    QCOMPARE(signing.field("password"), QString());
    QVERIFY(signing.hasFocus("password"));
    QVERIFY(!signing.holds(QStringLiteral("looking-glass")));
    QTest::keyClicks(signing.window->focusWidget(), QStringLiteral("w"));
    QCOMPARE(signing.trouble(), QString()); // it is no longer about what stands there
}

void TestSignInWindow::saysHowLongToWait()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    transport.expects(Method::Post, QStringLiteral("/v3/login"))
        .replies(429, jsonText("{'errcode':'M_LIMIT_EXCEEDED','error':'Too Many','retry_after_ms':70000}"));
    signing.type("password", QStringLiteral("wonderland"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("70 second")));
}

void TestSignInWindow::setsANewPasswordForAForgottenOne()
{
    const QString requestMail = QStringLiteral("/v3/account/password/email/requestToken");
    const QString setPassword = QStringLiteral("/v3/account/password");
    const QByteArray challenge =
        jsonText("{'session':'S','flows':[{'stages':['m.login.email.identity']}],'params':{}}");
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
    signing.type("user", QStringLiteral("nobody@example.org"));
    signing.click("forgot");
    QCOMPARE(signing.title(), QStringLiteral("Set a new password"));
    QCOMPARE(signing.field("address"), QStringLiteral("nobody@example.org"));
    QVERIFY(signing.hasFocus("password"));
    signing.type("password", QStringLiteral("short"));
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    signing.type("repeat", QStringLiteral("shorn"));
    signing.key(Qt::Key_Return);
    QCOMPARE(signing.trouble(), QStringLiteral("The two passwords are not the same."));
    signing.type("repeat", QStringLiteral("short"));
    transport.expects(Method::Post, requestMail)
        .replies(400, jsonText("{'errcode':'M_THREEPID_NOT_FOUND','error':'Email not found'}"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("No account of this server")));
    QVERIFY(signing.hasFocus("address"));

    auto &first = transport.expects(Method::Post, requestMail).replies(200, jsonText("{'sid':'s1'}"));
    signing.type("address", QStringLiteral("alice@example.org"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QPushButton>("resend"));
    QVERIFY(signing.words("intro").contains(QStringLiteral("alice@example.org")));
    QVERIFY(!signing.find<QLineEdit>("password"));
    QVERIFY(signing.hasFocus("next"));
    auto &second = transport.expects(Method::Post, requestMail).replies(200, jsonText("{'sid':'s1'}"));
    signing.click("resend");
    QTRY_VERIFY(second.isAsked());
    QTRY_VERIFY(signing.find<QPushButton>("resend")->isEnabled() && signing.hasFocus("next"));
    const auto body = [](const FakeTransport::Expectation &expectation) {
        return QJsonDocument::fromJson(expectation.sent().request.body).object();
    };
    QCOMPARE(body(second).value(u"client_secret"), body(first).value(u"client_secret"));

    // Too early.
    transport.expects(Method::Post, setPassword).replies(401, challenge);
    transport.expects(Method::Post, setPassword)
        .replies(401, jsonText("{'errcode':'M_UNAUTHORIZED','error':''}"));
    signing.click("next");
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("nobody has opened the link")));

    // Another password, but no other mail.
    transport.expects(Method::Post, setPassword)
        .replies(400, jsonText("{'errcode':'M_PASSWORD_TOO_SHORT','error':''}"));
    signing.click("next");
    QTRY_COMPARE(signing.trouble(), QStringLiteral("This password is too short."));
    QVERIFY(signing.hasFocus("password"));
    signing.type("password", QStringLiteral("wonderland"));
    signing.type("repeat", QStringLiteral("wonderland"));
    signing.click("signOutAll");
    transport.expects(Method::Post, setPassword).replies(401, challenge);
    auto &last = transport.expects(Method::Post, setPassword).replies(200);
    signing.click("next");
    QTRY_COMPARE(signing.words("done"),
                 QStringLiteral("Your password is changed. Sign in with the new one."));
    QCOMPARE(transport.count(Method::Post, requestMail), 3);
    QCOMPARE(body(last).value(u"new_password").toString(), QStringLiteral("wonderland"));
    QCOMPARE(body(last).value(u"logout_devices").toBool(), true);
    QCOMPARE(signing.title(), QStringLiteral("Sign in"));
    QCOMPARE(signing.field("user"), QStringLiteral("alice@example.org"));
    QVERIFY(signing.hasFocus("password"));
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
    signing.key(Qt::Key_Escape);
    QVERIFY(signing.find<QLineEdit>("server"));
}

void TestSignInWindow::saysThatNoMailCanBeSent()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
    signing.click("forgot");
    QVERIFY(signing.hasFocus("address"));
    signing.type("address", QStringLiteral("alice@example.org"));
    signing.type("password", QStringLiteral("wonderland"));
    signing.type("repeat", QStringLiteral("wonderland"));
    transport.expects(Method::Post, QStringLiteral("/email/requestToken"))
        .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
    signing.click("next");
    QTRY_VERIFY(signing.trouble().contains(QStringLiteral("sends no mails for forgotten passwords")));
    signing.key(Qt::Key_Escape);
    QVERIFY(signing.find<QLineEdit>("user"));
    QVERIFY(!signing.find<QPushButton>("forgot"));
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
}

void TestSignInWindow::looksForThePasswordAmongAllWays()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"),
                 jsonText("{'flows':[{'type':'m.login.sso'},{'type':'m.login.application_service'},"
                          "{'type':'m.login.password'}]}"));
    QVERIFY(signing.find<QLineEdit>("password"));
    QVERIFY(signing.hasFocus("user"));
}

void TestSignInWindow::saysWhichWaysTheServerWantsAndOpensItsPage()
{
    FakeBrowser browser;
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"),
                 jsonText("{'flows':[{'type':'m.login.cas'},{'type':'org.example.<i>dance</i>'}]}"));
    QVERIFY(!signing.find<QLineEdit>("password"));
    QVERIFY(signing.words("ways").contains(QStringLiteral("m.login.cas")));
    QVERIFY(signing.words("ways").contains(QStringLiteral("org.example.<i>dance</i>")));
    QCOMPARE(signing.find<QLabel>("ways")->textFormat(), Qt::PlainText);
    transport.expects(Method::Get, QStringLiteral("/login/fallback")).replies(404);
    transport.expects(Method::Get, QStringLiteral("/_matrix/static/client/login/")).replies(200, "<html>");
    signing.click("openPage");
    QTRY_COMPARE(browser.opened.size(), 1);
    QCOMPARE(browser.opened.first(),
             QUrl(QStringLiteral("https://example.org/_matrix/static/client/login/")));
    QVERIFY(signing.hasFocus("token"));
    auto &who = transport.expects(Method::Get, QStringLiteral("/account/whoami"))
                    .replies(200, jsonText("{'user_id':'@alice:example.org','device_id':'WEB'}"));
    signing.type("token", QStringLiteral(" tok-from-page "));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(who.sent().token, QByteArray("tok-from-page"));
    QCOMPARE(signing.secret(alice, "token"), QStringLiteral("tok-from-page"));
    QVERIFY(!signing.holds(QStringLiteral("tok-from-page")));
}

void TestSignInWindow::asksForATokenWhereTheServerNamesNoWay()
{
    FakeTransport transport;
    Signing signing(transport);
    transport.expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).replies(404);
    transport.expects(Method::Get, QStringLiteral("/_matrix/client/versions"))
        .replies(200, jsonText("{'versions':['v1.15']}"));
    transport
        .expects(Method::Get,
                 QRegularExpression(QStringLiteral("/(auth_metadata|login|available|publicRooms)$")))
        .always()
        .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED','error':'Unrecognized request'}"));
    signing.type("server", QStringLiteral("example.org"));
    signing.click("next");
    QTRY_VERIFY(signing.find<QLineEdit>("token"));
    QVERIFY(signing.find<QPushButton>("openPage"));
}

void TestSignInWindow::saysThatTheServerHasNoPage()
{
    FakeBrowser browser;
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"), jsonText("{'flows':[{'type':'m.login.cas'}]}"));
    transport.expects(Method::Get, QStringLiteral("/login/fallback")).replies(404);
    transport.expects(Method::Get, QStringLiteral("/_matrix/static/client/login/"))
        .replies(404, "<html>", "text/html");
    signing.click("openPage");
    QTRY_COMPARE(signing.trouble("pageTrouble"), QStringLiteral("This server has no page to sign in on."));
    QVERIFY(browser.opened.isEmpty());
}

void TestSignInWindow::signsInWithATokenForItself()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("example.org"), passwordFlows);
    signing.click("useToken");
    QCOMPARE(signing.title(), QStringLiteral("Sign in with an access token"));
    QVERIFY(signing.hasFocus("token"));
    QVERIFY(!signing.find<QPushButton>("openPage"));
    QVERIFY(!signing.find<QLineEdit>("user"));
    transport.expects(Method::Get, QStringLiteral("/account/whoami"))
        .replies(401, jsonText("{'errcode':'M_UNKNOWN_TOKEN','error':'No'}"));
    signing.type("token", QStringLiteral("wrong-token"));
    signing.key(Qt::Key_Return);
    QTRY_COMPARE(signing.trouble(), QStringLiteral("The server does not know this access token."));
    QVERIFY(!signing.holds(QStringLiteral("wrong-token")));
    transport.expects(Method::Get, QStringLiteral("/account/whoami"))
        .replies(200, jsonText("{'user_id':'@alice:example.org','device_id':'OLD'}"));
    signing.type("token", QStringLiteral("right-token"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.deviceId, QStringLiteral("OLD"));
}

void TestSignInWindow::asksWhoseTokenItIsOnlyWhereTheServerCannotTell()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo2014(transport, QStringLiteral("example.org"));
    signing.click("useToken");
    QVERIFY(!signing.find<QLineEdit>("user"));
    transport.expects(Method::Get, QStringLiteral("/account/whoami"))
        .always()
        .replies(404, "<html>", "text/html");
    signing.type("token", QStringLiteral("opaque"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QLineEdit>("user"));
    QVERIFY(signing.trouble().contains(QStringLiteral("whose token")));
    QVERIFY(signing.hasFocus("user"));
    QCOMPARE(signing.field("token"), QStringLiteral("opaque"));
    transport.expects(Method::Get, QStringLiteral("/api/v1/events")).replies(200, jsonText("{'chunk':[]}"));
    signing.type("user", QStringLiteral("@alice:example.org"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    QCOMPARE(signing.opened->account.user, alice);
    QVERIFY(!signing.holds(QStringLiteral("opaque")));
}

void TestSignInWindow::saysWhyThereIsNoServer_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("trouble"); // of the transport; empty: HTML everywhere
    QTest::addColumn<QString>("words");
    QTest::newRow("no network") << QStringLiteral("example.org") << QStringLiteral("network")
                                << QStringLiteral("cannot be reached");
    QTest::newRow("certificate") << QStringLiteral("example.org") << QStringLiteral("tls")
                                 << QStringLiteral("not secure");
    QTest::newRow("silence") << QStringLiteral("example.org") << QStringLiteral("timeout")
                             << QStringLiteral("did not answer in time");
    QTest::newRow("a web site") << QStringLiteral("example.org") << QStringLiteral("html")
                                << QStringLiteral("no Matrix server at this address");
    QTest::newRow("404 everywhere") << QStringLiteral("example.org") << QStringLiteral("404")
                                    << QStringLiteral("no Matrix server at this address");
    QTest::newRow("down") << QStringLiteral("example.org") << QStringLiteral("502")
                          << QStringLiteral("problem of its own");
    QTest::newRow("no name") << QStringLiteral("what is this") << QString()
                             << QStringLiteral("neither a Matrix id nor a name of a server");
    QTest::newRow("half an id") << QStringLiteral("@alice") << QString() << QStringLiteral("@name:server");
}

void TestSignInWindow::saysWhyThereIsNoServer()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, trouble);
    QFETCH(const QString, words);
    FakeTransport transport;
    auto &answer = transport.expects(Method::Get, QRegularExpression(QStringLiteral("."))).always();
    if (trouble == u"network")
        answer.fails(Error::Kind::Network);
    else if (trouble == u"tls")
        answer.fails(Error::Kind::Tls);
    else if (trouble == u"timeout")
        answer.fails(Error::Kind::Timeout);
    else if (trouble == u"html")
        answer.fails(Error{Error::Kind::NotMatrix, {}, 200, {}, {}});
    else if (trouble == u"502")
        answer.replies(502, "<html>", "text/html");
    else
        answer.replies(404, "<html>", "text/html");
    Signing signing(transport);
    signing.type("server", typed);
    signing.key(Qt::Key_Return);
    QTRY_VERIFY2(signing.trouble().contains(words), qPrintable(signing.trouble()));
    QVERIFY(signing.hasFocus("server"));
    QCOMPARE(signing.field("server"), typed);
}

void TestSignInWindow::goesBackInTheMiddle()
{
    FakeTransport transport;
    Signing signing(transport);
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    transport.expects(Method::Get, QStringLiteral("/v3/login")).replies(200, passwordFlows);
    auto &login = transport.expects(Method::Post, QStringLiteral("/v3/login")).holds();
    signing.type("password", QStringLiteral("wonderland"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(login.isAsked());
    signing.key(Qt::Key_Escape);
    QVERIFY(signing.find<QLineEdit>("server"));
    QVERIFY(login.sent().isAborted);
    QCOMPARE(signing.field("server"), QStringLiteral("@alice:example.org"));
    QVERIFY(signing.words("serverFound").isEmpty());
    QVERIFY(!signing.holds(QStringLiteral("wonderland")));
    QVERIFY(signing.credentials.keychain()->secrets.isEmpty());
}

void TestSignInWindow::showsThatItWaits()
{
    FakeTransport transport;
    auto &first = transport.expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).holds();
    Signing signing(transport);
    signing.type("server", QStringLiteral("example.org"));
    signing.key(Qt::Key_Return);
    QVERIFY(!signing.window->findChild<QProgressBar *>()->isVisible()); // not for a flicker
    QTRY_VERIFY(!signing.find<QLineEdit>("server")->isEnabled());
    QVERIFY(signing.window->findChild<QProgressBar *>()->isVisible());
    QVERIFY(!signing.find<QPushButton>("next")->isEnabled());
    signing.key(Qt::Key_Return); // presses nothing
    QVERIFY(!first.sent().isAborted);
    signing.click("back");
    QVERIFY(first.sent().isAborted);
    QVERIFY(signing.find<QLineEdit>("server")->isEnabled());
    QVERIFY(!signing.find<QPushButton>("back"));
    QCOMPARE(transport.sent().size(), 1);
}

void TestSignInWindow::warnsOfAnOpenConnection()
{
    FakeTransport transport;
    transport.expects(Method::Get, QStringLiteral("/versions"))
        .replies(200, jsonText("{'versions':['v1.1']}"));
    Signing::expectsMethods(transport, passwordFlows);
    Signing signing(transport);
    signing.type("server", QStringLiteral("http://example.org:8008"));
    signing.key(Qt::Key_Return);
    QTRY_VERIFY(signing.find<QLineEdit>("password"));
    QVERIFY(signing.trouble("insecure").contains(QStringLiteral("not encrypted")));
}

void TestSignInWindow::showsTheNoticeAndLooksTheServerUp()
{
    FakeTransport transport;
    auto &first = transport.expects(Method::Get, QStringLiteral("/.well-known/matrix/client")).holds();
    Signing signing(transport);
    signing.window->setNotice(QStringLiteral("The server has ended your sign-in."),
                              QStringLiteral("Token expired"));
    signing.window->setServer(QStringLiteral("@alice:example.org"));
    QCOMPARE(signing.trouble("notice"), QStringLiteral("The server has ended your sign-in."));
    QCOMPARE(signing.field("server"), QStringLiteral("@alice:example.org"));
    QVERIFY(first.isAsked());
}

void TestSignInWindow::namesEveryFieldForAScreenReader()
{
    FakeTransport transport;
    Signing signing(transport);
    for (const QLineEdit *line : signing.window->findChildren<QLineEdit *>()) {
        QVERIFY2(!line->accessibleName().isEmpty(), qPrintable(line->objectName()));
        bool hasBuddy = false;
        for (const QLabel *label : signing.window->findChildren<QLabel *>())
            hasBuddy = hasBuddy || label->buddy() == line;
        QVERIFY2(hasBuddy, qPrintable(line->objectName()));
    }
}

QTEST_MAIN(TestSignInWindow)
#include "tst_signinwindow.moc"
