// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signintesting.h"

#include "matrix/networktransport.h"
#include "support/oauthserver.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrlQuery>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;
using namespace std::chrono_literals;

namespace {

/// The way to an OAuthServer, which knows nothing of what comes before OAuth.
class HomeTransport final : public Transport
{
public:
    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override
    {
        if (request.path.endsWith(u"/versions"))
            return Task<Reply>::ready(answerOf(200, jsonText("{'versions':['v1.1','v1.15']}")));
        if (request.path.endsWith(u"/login") || request.path.endsWith(u"/available") ||
            request.path.endsWith(u"/publicRooms"))
            return Task<Reply>::ready(answerOf(404, jsonText("{'errcode':'M_UNRECOGNIZED'}")));
        return m_network.send(base, request, token, isTokenInQuery);
    }
    void resetConnections() override { m_network.resetConnections(); }
    void setProxy(const Proxy &proxy) override { m_network.setProxy(proxy); }
    const Proxy &proxy() const override { return m_network.proxy(); }
    std::unique_ptr<Transport> through(const Proxy &proxy) const override { return m_network.through(proxy); }

private:
    NetworkTransport m_network;
};

/// As the browser does, which is led back; answers the page's status.
int visit(const QUrl &address)
{
    QNetworkAccessManager manager;
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(address)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(10'000);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QUrl redirectOf(const QUrl &page)
{
    return QUrl(QUrlQuery(page).queryItemValue(QStringLiteral("redirectUrl"), QUrl::FullyDecoded));
}

const QByteArray TwoProviders =
    jsonText("{'flows':[{'type':'m.login.sso','identity_providers':["
             "{'id':'one','name':'Tom & <b>Jerry</b>\\u202e','icon':'mxc://example.org/icon'},"
             "{'id':'two','name':''}]},{'type':'m.login.token'}]}");

}

/// The window's ways that lead through a browser: OAuth, a code on another device, single sign-on.
class TestSignInBrowser : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeBrowser> m_browser;
    std::unique_ptr<HomeTransport> m_transport;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<OAuthServer> m_server;

    void reach(Signing &signing)
    {
        signing.type("server", m_server->url().toString());
        signing.key(Qt::Key_Return);
        QTRY_VERIFY(signing.find<QPushButton>("provider0"));
    }
    QUrl nextPage(int number = 1)
    {
        [&] { QTRY_COMPARE(m_browser->opened.size(), number); }();
        return m_browser->opened.isEmpty() ? QUrl() : m_browser->opened.last();
    }

private Q_SLOTS:
    void init()
    {
        m_browser = std::make_unique<FakeBrowser>();
        m_transport = std::make_unique<HomeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<OAuthServer>(*m_clock);
        QVERIFY(m_server->listen());
    }
    void cleanup()
    {
        // Before the next one comes: it would take away that one's handlers.
        m_browser.reset();
        QCOMPARE(m_server->violations(), QStringList());
        m_server.reset();
    }

    void theBrowserIsTheLargeWay()
    {
        Signing signing(*m_transport);
        reach(signing);
        QVERIFY(!signing.find<QLineEdit>("password"));
        QVERIFY(!signing.find<QLineEdit>("token"));
        QVERIFY(signing.hasFocus("provider0"));
        QCOMPARE(signing.find<QPushButton>("provider0")->text().remove(u'&'),
                 QStringLiteral("Continue in the Browser"));
        QVERIFY(!signing.find<QPushButton>("useToken"));
        signing.click("otherWays");
        QVERIFY(signing.find<QPushButton>("useToken"));
        QVERIFY(signing.find<QPushButton>("useCode"));
        signing.click("useToken");
        QVERIFY(signing.hasFocus("token"));
        QVERIFY(!signing.find<QPushButton>("openPage"));
        signing.key(Qt::Key_Escape);
        QVERIFY(signing.find<QPushButton>("provider0"));
        signing.key(Qt::Key_Escape);
        QVERIFY(signing.find<QLineEdit>("server"));
    }

    void signsInByTheBrowser()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.key(Qt::Key_Return);
        const QUrl page = nextPage();
        QTRY_VERIFY(signing.find<QPushButton>("openAgain"));
        QVERIFY(signing.words("intro").contains(QStringLiteral("in your browser")));
        signing.click("copyAddress");
        QCOMPARE(QGuiApplication::clipboard()->text(), page.toString(QUrl::FullyEncoded));
        signing.click("openAgain");
        QCOMPARE(nextPage(2), page);
        QCOMPARE(visit(m_server->browse(page, QStringLiteral("@alice:localhost"))), 200);
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
        QCOMPARE(signing.opened->account.user, UserId(QStringLiteral("@alice:localhost")));
        QVERIFY(signing.opened->account.oauth);
        QVERIFY(!m_server->hasSeenRegistration());
        QVERIFY(signing.secret(signing.opened->account.user, "token").contains(QStringLiteral("refresh")));
    }

    void beginsWithMakingAnAccount()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.click("createAccount");
        const QUrl page = nextPage();
        QCOMPARE(signing.title(), QStringLiteral("Create an account"));
        QCOMPARE(visit(m_server->browse(page, QStringLiteral("@new:localhost"))), 200);
        QVERIFY(m_server->hasSeenRegistration());
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    }

    void aRefusalInTheBrowserIsSaidAndTriedAgain()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.key(Qt::Key_Return);
        visit(m_server->browse(nextPage(), QStringLiteral("@alice:localhost"), false));
        QTRY_COMPARE(signing.trouble(), QStringLiteral("The sign-in was stopped in the browser."));
        QVERIFY(!signing.find<QPushButton>("openAgain"));
        QVERIFY(signing.hasFocus("tryAgain"));
        signing.key(Qt::Key_Return);
        QCOMPARE(visit(m_server->browse(nextPage(2), QStringLiteral("@alice:localhost"))), 200);
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    }

    void escGivesItUp()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.key(Qt::Key_Return);
        const QUrl page = nextPage();
        QTRY_VERIFY(signing.find<QPushButton>("openAgain"));
        signing.key(Qt::Key_Escape);
        QVERIFY(signing.find<QPushButton>("provider0"));
        // Who comes back now finds nobody.
        QCOMPARE(visit(m_server->browse(page, QStringLiteral("@alice:localhost"))), 0);
        QVERIFY(!signing.opened);
        QCOMPARE(m_server->sessions(), 0);
    }

    void aCodeOnAnotherDevice()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.click("otherWays");
        signing.click("useCode");
        QTRY_VERIFY(signing.find<QLabel>("userCode"));
        const QString code = signing.words("userCode");
        QVERIFY(!code.isEmpty());
        QVERIFY(!signing.words("address").isEmpty());
        QVERIFY(signing.words("timeLeft").contains(QStringLiteral("10 more minute")));
        signing.click("copyCode");
        QCOMPARE(QGuiApplication::clipboard()->text(), code);
        QVERIFY(m_browser->opened.isEmpty());
        m_server->decide(code, QStringLiteral("@alice:localhost"));
        m_clock->advance(6s);
        signing.clock.advance(6s);
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
    }

    void aCodeThatNobodyTypesIsGivenUp()
    {
        Signing signing(*m_transport);
        reach(signing);
        signing.click("otherWays");
        signing.click("useCode");
        QTRY_VERIFY(signing.find<QLabel>("userCode"));
        const QString code = signing.words("userCode");
        m_clock->advance(11min);
        signing.clock.advance(11min);
        QTRY_VERIFY(!signing.trouble().isEmpty());
        QVERIFY(!signing.find<QLabel>("userCode"));
        signing.click("tryAgain");
        QTRY_VERIFY(signing.find<QLabel>("userCode"));
        QVERIFY(signing.words("userCode") != code);
        signing.key(Qt::Key_Escape);
        QVERIFY(signing.find<QPushButton>("provider0"));
    }

    void singleSignOnNamesWhoSaysWhoOneIs()
    {
        FakeTransport transport;
        Signing signing(transport);
        QImage icon(64, 64, QImage::Format_RGB32);
        icon.fill(Qt::red);
        QByteArray png;
        QBuffer buffer(&png);
        icon.save(&buffer, "PNG");
        transport.expects(Method::Get, QStringLiteral("/thumbnail/example.org/icon"))
            .replies(200, png, "image/png");
        signing.goTo(transport, QStringLiteral("example.org"), TwoProviders);
        auto *first = signing.find<QPushButton>("provider0");
        QVERIFY(first && signing.hasFocus("provider0"));
        QCOMPARE(first->text(), QStringLiteral("Continue with Tom && <b>Jerry</b>"));
        QCOMPARE(signing.find<QPushButton>("provider1")->text(), QStringLiteral("Continue with two"));
        QTRY_VERIFY(!first->icon().isNull());
        QVERIFY(!signing.find<QLineEdit>("password"));

        signing.click("provider1");
        const QUrl page = nextPage();
        QVERIFY(page.path().endsWith(QStringLiteral("/login/sso/redirect/two")));
        QUrl back = redirectOf(page);
        QCOMPARE(back.host(), QStringLiteral("127.0.0.1"));
        QUrlQuery query(back);
        query.addQueryItem(QStringLiteral("loginToken"), QStringLiteral("t0ken"));
        back.setQuery(query);
        auto &login =
            transport.expects(Method::Post, QStringLiteral("/v3/login")).replies(200, aliceSignedIn);
        QCOMPARE(visit(back), 200);
        QTRY_VERIFY_WITH_TIMEOUT(signing.opened, 20'000);
        const QJsonObject body = QJsonDocument::fromJson(login.sent().request.body).object();
        QCOMPARE(body.value(u"type").toString(), QStringLiteral("m.login.token"));
        QCOMPARE(body.value(u"token").toString(), QStringLiteral("t0ken"));
        QCOMPARE(signing.secret(alice, "token"), QStringLiteral("s3cret-token"));
    }

    void aPasswordAndSingleSignOnStandOnOnePage()
    {
        FakeTransport transport;
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("example.org"),
                     jsonText("{'flows':[{'type':'m.login.password'},{'type':'m.login.sso'},"
                              "{'type':'m.login.token'}]}"));
        QVERIFY(signing.find<QLineEdit>("password"));
        signing.click("provider0");
        QVERIFY(nextPage().path().endsWith(QStringLiteral("/login/sso/redirect")));
        signing.key(Qt::Key_Escape);
        QVERIFY(signing.find<QLineEdit>("password"));
    }

    void noPasswordWhereTheServerPrefersTheBrowser()
    {
        FakeTransport transport;
        Signing signing(transport);
        signing.goTo(transport, QStringLiteral("example.org"),
                     jsonText("{'flows':[{'type':'m.login.password'},"
                              "{'type':'m.login.sso','oauth_aware_preferred':true},"
                              "{'type':'m.login.token'}]}"));
        QVERIFY(!signing.find<QLineEdit>("password"));
        QVERIFY(signing.find<QPushButton>("provider0"));
    }
};

QTEST_MAIN(TestSignInBrowser)
#include "tst_signinbrowser.moc"
