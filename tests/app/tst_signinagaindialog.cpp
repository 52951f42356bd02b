// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signinagaindialog.h"

#include "matrix/networktransport.h"
#include "support/fakebrowser.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/json.h"
#include "support/oauthserver.h"
#include "support/webvisitor.h"
#include "widgets/messagebar.h"
#include "widgets/passwordedit.h"

#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace linnet;
using namespace linnet::test;
using Method = Request::Method;
using namespace std::chrono_literals;

namespace {

Account alice()
{
    Account account;
    account.user = UserId(QStringLiteral("@alice:example.org"));
    account.deviceId = QStringLiteral("SAME");
    account.server = {
        QStringLiteral("example.org"), QUrl(QStringLiteral("https://example.org")), {Dialect::V3, false}};
    return account;
}

Error deadToken()
{
    return {Error::Kind::Server, QStringLiteral("M_UNKNOWN_TOKEN"), 401, {}, {}};
}

}

/// Signing in again as the same session, in the way that the server wants.
class TestSignInAgainDialog : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    FakeClock m_clock;
    std::unique_ptr<SignInAgainDialog> m_dialog;

    void open(const Account &account, const QByteArray &flows)
    {
        m_server = std::make_unique<FakeTransport>();
        m_server->expects(Method::Get, QStringLiteral("/auth_metadata"))
            .always()
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        m_server->expects(Method::Get, QStringLiteral("/register/available")).always().replies(200);
        m_server->expects(Method::Get, QStringLiteral("/v3/login")).always().replies(200, flows);
        m_dialog = std::make_unique<SignInAgainDialog>(*m_server, m_clock, account, deadToken(), nullptr);
        m_dialog->show();
    }
    QPushButton *button(const char *name) const
    {
        for (QPushButton *each : m_dialog->findChildren<QPushButton *>(QLatin1String(name))) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    PasswordEdit *secret() const { return m_dialog->findChild<PasswordEdit *>(); }

private Q_SLOTS:
    void cleanup()
    {
        m_dialog.reset();
        m_server.reset();
    }

    void asksForThePasswordAtOnce()
    {
        open(alice(), jsonText("{'flows':[{'type':'m.login.password'}]}"));
        QVERIFY(secret()->isVisible());
        QSignalSpy signedIn(m_dialog.get(), &SignInAgainDialog::signedIn);
        auto &login = m_server->expects(Method::Post, QStringLiteral("/v3/login"))
                          .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T',"
                                                 "'device_id':'SAME'}"));
        QTest::keyClicks(secret(), QStringLiteral("wonderland"));
        QTest::keyClick(secret(), Qt::Key_Return);
        QTRY_COMPARE(signedIn.size(), 1);
        QCOMPARE(QJsonDocument::fromJson(login.sent().request.body)
                     .object()
                     .value(QLatin1String("device_id"))
                     .toString(),
                 QStringLiteral("SAME"));
        QVERIFY(!button("provider0"));
    }
    void goesToTheBrowserWhereThereIsNoPassword()
    {
        FakeBrowser browser;
        open(alice(), jsonText("{'flows':[{'type':'m.login.sso','identity_providers':["
                               "{'id':'one','name':'One'}]},{'type':'m.login.token'}]}"));
        QTRY_VERIFY(button("provider0"));
        QVERIFY(!secret()->isVisible());
        QSignalSpy signedIn(m_dialog.get(), &SignInAgainDialog::signedIn);
        QTest::mouseClick(button("provider0"), Qt::LeftButton);
        QTRY_COMPARE(browser.opened.size(), 1);
        QTRY_VERIFY(button("openAgain"));
        // Stopped, and begun anew.
        QTest::mouseClick(button("back"), Qt::LeftButton);
        QTRY_VERIFY(button("provider0"));
        QVERIFY(m_dialog->isVisible());
        QTest::mouseClick(button("provider0"), Qt::LeftButton);
        QTRY_COMPARE(browser.opened.size(), 2);
        QUrl back(QUrlQuery(browser.opened.last())
                      .queryItemValue(QStringLiteral("redirectUrl"), QUrl::FullyDecoded));
        QUrlQuery query(back);
        query.addQueryItem(QStringLiteral("loginToken"), QStringLiteral("t0ken"));
        back.setQuery(query);
        auto &login = m_server->expects(Method::Post, QStringLiteral("/v3/login"))
                          .replies(200, jsonText("{'user_id':'@alice:example.org','access_token':'T',"
                                                 "'device_id':'SAME'}"));
        QCOMPARE(WebVisitor().open(back).status, 200);
        QTRY_COMPARE(signedIn.size(), 1);
        QCOMPARE(QJsonDocument::fromJson(login.sent().request.body)
                     .object()
                     .value(QLatin1String("device_id"))
                     .toString(),
                 QStringLiteral("SAME"));
    }
    void anAccountOfOAuthNeverSeesAPassword()
    {
        Account account = alice();
        account.oauth.emplace();
        open(account, jsonText("{'flows':[{'type':'m.login.password'}]}"));
        QVERIFY(button("provider0"));
        QVERIFY(!secret()->isVisible());
        QCOMPARE(m_server->count(Method::Get, QStringLiteral("/v3/login")), 0);
        QVERIFY(!button("useCode")); // the server has none
    }
    void takesACodeWhereNoBrowserCanBeOpened()
    {
        FakeBrowser browser;
        NetworkTransport transport;
        OAuthServer server(m_clock);
        QVERIFY(server.listen());
        Account account = alice();
        account.user = UserId(QStringLiteral("@alice:localhost"));
        account.deviceId = QStringLiteral("SAMEDEVICE");
        account.server.base = server.url();
        account.oauth.emplace();
        m_dialog = std::make_unique<SignInAgainDialog>(transport, m_clock, account, deadToken(), nullptr);
        m_dialog->show();
        std::optional<SignedIn> signedIn;
        connect(m_dialog.get(), &SignInAgainDialog::signedIn, m_dialog.get(),
                [&signedIn](const SignedIn &result) { signedIn = result; });
        const auto code = [this] {
            const auto *label = m_dialog->findChild<QLabel *>(QStringLiteral("userCode"));
            return label->isVisible() ? label->text() : QString();
        };
        QTRY_VERIFY(button("useCode"));
        QTest::mouseClick(button("useCode"), Qt::LeftButton);
        QTRY_VERIFY(!code().isEmpty());
        QVERIFY(!button("provider0") && !button("useCode"));
        // Stopped, and begun anew.
        const QString before = code();
        QTest::mouseClick(button("back"), Qt::LeftButton);
        QVERIFY(button("provider0") && button("useCode"));
        QTest::mouseClick(button("useCode"), Qt::LeftButton);
        QTRY_VERIFY(!code().isEmpty());
        QVERIFY(code() != before);
        QVERIFY(browser.opened.isEmpty());
        server.decide(code(), account.user.toString());
        m_clock.advance(6s);
        QTRY_VERIFY_WITH_TIMEOUT(signedIn, 20'000);
        QCOMPARE(signedIn->user, account.user);
        QCOMPARE(signedIn->deviceId, account.deviceId);
        QCOMPARE(server.deviceOf(signedIn->token), account.deviceId);
        QCOMPARE(server.violations(), QStringList());
        m_dialog.reset();
    }
    void takesNobodyElseByACode()
    {
        NetworkTransport transport;
        OAuthServer server(m_clock);
        QVERIFY(server.listen());
        Account account = alice();
        account.user = UserId(QStringLiteral("@alice:localhost"));
        account.deviceId = QStringLiteral("SAMEDEVICE");
        account.server.base = server.url();
        account.oauth.emplace();
        m_dialog = std::make_unique<SignInAgainDialog>(transport, m_clock, account, deadToken(), nullptr);
        m_dialog->show();
        QSignalSpy signedIn(m_dialog.get(), &SignInAgainDialog::signedIn);
        QTRY_VERIFY(button("useCode"));
        QTest::mouseClick(button("useCode"), Qt::LeftButton);
        auto *label = m_dialog->findChild<QLabel *>(QStringLiteral("userCode"));
        QTRY_VERIFY(label->isVisible());
        server.decide(label->text(), QStringLiteral("@bob:localhost"));
        m_clock.advance(6s);
        QTRY_VERIFY(button("tryAgain"));
        QCOMPARE(signedIn.size(), 0);
        QTRY_COMPARE(server.sessions(), 0);
        m_dialog.reset();
    }
    void escIsLater()
    {
        open(alice(), jsonText("{'flows':[{'type':'m.login.password'}]}"));
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }
};

QTEST_MAIN(TestSignInAgainDialog)
#include "tst_signinagaindialog.moc"
