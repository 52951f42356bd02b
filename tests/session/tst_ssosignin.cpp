// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ssosignin.h"

#include "matrix/networktransport.h"
#include "session/signin.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "support/httpserver.h"
#include "support/json.h"

#include <QTest>
#include <QUrlQuery>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

constexpr auto Post = Request::Method::Post;
const QByteArray welcome = jsonText("{'user_id':'@alice:example.org','access_token':'T','device_id':'D',"
                                    "'refresh_token':'R','expires_in_ms':60000}");

Server at(Dialect dialect, bool isR0 = false)
{
    return {u"example.org"_qs, QUrl(u"https://matrix.example.org/base"_qs), {dialect, isR0}};
}

}

/// Single sign-on: where the browser is sent to, and what is taken of what comes back.
class TestSsoSignIn : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeTransport> m_server;
    NetworkTransport m_browser;
    std::unique_ptr<SsoSignIn> m_signIn;
    QList<QUrl> m_pages;
    std::optional<SignedIn> m_signedIn;
    std::optional<Error> m_error;
    int m_ends = 0;

    int visit(const QUrl &url)
    {
        Request request;
        request.needsToken = false;
        request.expectsJson = false;
        const auto reply = linnet::test::await(m_browser.send(url, request, {}, false));
        return reply ? reply->httpStatus : reply.error().httpStatus;
    }
    /// Where the server sends the browser to ("Handling the callback from the Authentication server").
    QUrl back(const QString &loginToken = u"login+token&"_qs) const
    {
        QUrl url(QUrlQuery(m_pages.last()).queryItemValue(u"redirectUrl"_qs, QUrl::FullyDecoded));
        QUrlQuery query(url);
        query.addQueryItem(u"loginToken"_qs, QString::fromLatin1(QUrl::toPercentEncoding(loginToken)));
        url.setQuery(query);
        return url;
    }
    FakeTransport::Expectation &expectsLogin() { return m_server->expects(Post, u"/login"_qs); }
    QJsonObject body(const FakeTransport::Expectation &login) const
    {
        return QJsonDocument::fromJson(login.sent().request.body).object();
    }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_server = std::make_unique<FakeTransport>();
        m_signIn = std::make_unique<SsoSignIn>(*m_server, *m_clock);
        m_pages.clear();
        m_signedIn.reset();
        m_error.reset();
        m_ends = 0;
        connect(m_signIn.get(), &SsoSignIn::browserNeeded, this, [this](const QUrl &url) { m_pages << url; });
        connect(m_signIn.get(), &SsoSignIn::done, this, [this](const SignedIn &signedIn) {
            m_signedIn = signedIn;
            ++m_ends;
        });
        connect(m_signIn.get(), &SsoSignIn::failed, this, [this](const Error &error) {
            m_error = error;
            ++m_ends;
        });
    }
    void cleanup()
    {
        m_signIn.reset();
        QCOMPARE(m_server->unmet(), QStringList());
    }

    void sendsTheBrowser_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<bool>("isR0");
        QTest::addColumn<bool>("isRegistration");
        QTest::addColumn<QString>("path");
        QTest::newRow("any") << QString() << false << false
                             << u"/base/_matrix/client/v3/login/sso/redirect"_qs;
        QTest::newRow("of 2018") << QString() << true << false
                                 << u"/base/_matrix/client/r0/login/sso/redirect"_qs;
        QTest::newRow("one") << u"oidc-x"_qs << false << false
                             << u"/base/_matrix/client/v3/login/sso/redirect/oidc-x"_qs;
        QTest::newRow("one that climbs") << u"../a?b#c"_qs << false << true
                                         << u"/base/_matrix/client/v3/login/sso/redirect/..%2Fa%3Fb%23c"_qs;
    }
    void sendsTheBrowser()
    {
        QFETCH(QString, provider);
        QFETCH(bool, isR0);
        QFETCH(bool, isRegistration);
        SsoSignIn::Wish wish;
        wish.provider = provider;
        wish.isRegistration = isRegistration;
        m_signIn->start(at(Dialect::V3, isR0), wish);
        QCOMPARE(m_pages.size(), 1);
        const QUrl page = m_pages.first();
        QCOMPARE(page.host(), u"matrix.example.org"_qs);
        QTEST(page.path(QUrl::FullyEncoded), "path");
        const QUrlQuery query(page);
        QCOMPARE(query.queryItemValue(u"action"_qs), isRegistration ? u"register"_qs : u"login"_qs);
        const QUrl redirect(query.queryItemValue(u"redirectUrl"_qs, QUrl::FullyDecoded));
        QCOMPARE(redirect.host(), u"127.0.0.1"_qs);
        QVERIFY(QUrlQuery(redirect).queryItemValue(u"state"_qs).size() >= 20);
        QVERIFY(m_signIn->isInBrowser());
        QCOMPARE(m_server->sent().size(), 0);
    }
    void signsIn()
    {
        auto &login = expectsLogin().replies(200, welcome);
        m_signIn->start(at(Dialect::V3), {});
        QCOMPARE(visit(back()), 200);
        QTRY_VERIFY(m_signedIn);
        QCOMPARE(m_signedIn->user.toString(), u"@alice:example.org"_qs);
        QCOMPARE(m_signedIn->token, QByteArray("T"));
        QCOMPARE(m_signedIn->refreshToken, QByteArray("R"));
        QCOMPARE(m_signedIn->expiresIn, 60s);
        QVERIFY(!m_signedIn->oauth);
        QCOMPARE(body(login), (QJsonObject{{u"type"_qs, u"m.login.token"_qs},
                                           {u"token"_qs, u"login+token&"_qs},
                                           {u"initial_device_display_name"_qs, SignIn::deviceName()},
                                           {u"refresh_token"_qs, true}}));
        QVERIFY(!login.sent().request.isIdempotent); // it is good once
        QVERIFY(login.sent().token.isEmpty());
        QVERIFY(!m_signIn->isRunning());
    }
    void signsInAgainAsTheSameSession()
    {
        auto &login = expectsLogin().replies(200, welcome);
        SsoSignIn::Wish wish;
        wish.deviceId = u"D"_qs;
        wish.user = UserId(u"@alice:example.org"_qs);
        m_signIn->start(at(Dialect::V3), wish);
        visit(back());
        QTRY_VERIFY(m_signedIn);
        QCOMPARE(body(login).value(u"device_id").toString(), u"D"_qs);
    }
    void takesNobodyElse()
    {
        expectsLogin().replies(200, welcome);
        auto &logout = m_server->expects(Post, u"/logout"_qs);
        SsoSignIn::Wish wish;
        wish.user = UserId(u"@bob:example.org"_qs);
        m_signIn->start(at(Dialect::V3), wish);
        visit(back());
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::OtherAccount);
        QTRY_VERIFY(logout.isAsked());
        QCOMPARE(logout.sent().token, QByteArray("T"));
    }
    void aTokenOfSomebodyElseIsNotTaken()
    {
        m_signIn->start(at(Dialect::V3), {});
        QUrl forged = back();
        forged.setQuery(u"loginToken=theirs"_qs);
        QCOMPARE(visit(forged), 400);
        forged.setQuery(u"state=guessed&loginToken=theirs"_qs);
        QCOMPARE(visit(forged), 400);
        QCOMPARE(m_ends, 0);
        QCOMPARE(m_server->sent().size(), 0);
        expectsLogin().replies(200, welcome);
        visit(back());
        QTRY_VERIFY(m_signedIn);
    }
    void passesRefusalsOn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("too old") << 403 << jsonText("{'errcode':'M_FORBIDDEN'}") << Error::Kind::Server;
        QTest::newRow("down") << 502 << QByteArray("<html>") << Error::Kind::Server;
        QTest::newRow("half") << 200 << jsonText("{'user_id':'@alice:example.org'}") << Error::Kind::BadReply;
    }
    void passesRefusalsOn()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, reply);
        expectsLogin().replies(status, reply);
        m_signIn->start(at(Dialect::V3), {});
        visit(back());
        QTRY_VERIFY(m_error);
        QTEST(m_error->kind, "kind");
        // The next try is another one.
        m_error.reset();
        const QUrl before = m_pages.last();
        expectsLogin().replies(200, welcome);
        m_signIn->start(at(Dialect::V3), {});
        QVERIFY(m_pages.last() != before);
        visit(back());
        QTRY_VERIFY(m_signedIn);
    }
    void theTokenGoesNowhereElse_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("name"); ///< of the place that the server points to
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d to another port", status) << status << QByteArray("127.0.0.1");
            QTest::addRow("%d to another host", status) << status << QByteArray("localhost");
        }
    }
    void theTokenGoesNowhereElse()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, name);
        QList<QByteArray> strange;
        HttpServer stranger([&](const Exchange &exchange) {
            strange << exchange->target + exchange->body;
            exchange->reply(200, welcome);
        });
        QVERIFY(stranger.listen());
        QList<QByteArray> seen;
        const QByteArray place = "http://" + name + ':' + QByteArray::number(stranger.port());
        HttpServer server([&](const Exchange &exchange) {
            seen << exchange->body;
            exchange->reply(status, "", "", "Location: " + place + exchange->target + "\r\n");
        });
        QVERIFY(server.listen());
        NetworkTransport transport;
        SsoSignIn signIn(transport, *m_clock);
        connect(&signIn, &SsoSignIn::browserNeeded, this, [this](const QUrl &url) { m_pages << url; });
        connect(&signIn, &SsoSignIn::done, this, [this](const SignedIn &signedIn) { m_signedIn = signedIn; });
        connect(&signIn, &SsoSignIn::failed, this, [this](const Error &error) { m_error = error; });
        signIn.start({u"example.org"_qs, server.url(), {Dialect::V3, false}}, {});
        QCOMPARE(visit(back(u"s3cret"_qs)), 200);
        QTRY_VERIFY(m_error || m_signedIn);
        QVERIFY(!m_signedIn);
        QCOMPARE(m_error->kind, Error::Kind::Redirected);
        QVERIFY(!m_error->text.contains(u"s3cret"));
        QCOMPARE(seen.size(), 1);
        QVERIFY(seen.first().contains("s3cret"));
        QCOMPARE(strange, QList<QByteArray>());
        QCOMPARE(stranger.connections(), 0);
    }
    void cancelEndsIt()
    {
        m_signIn->start(at(Dialect::V3), {});
        m_signIn->cancel();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(visit(back()), 0);
        m_clock->advance(1h);
        QCOMPARE(m_ends, 0);

        auto &login = expectsLogin().holds();
        m_signIn->start(at(Dialect::V3), {});
        visit(back());
        QTRY_VERIFY(login.isAsked());
        m_signIn->cancel();
        QVERIFY(login.sent().isAborted);
        QCOMPARE(m_ends, 0);
    }
    void doesNotWaitForEver()
    {
        m_signIn->start(at(Dialect::V3), {});
        m_clock->advance(SsoSignIn::MostPatience);
        QVERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Timeout);
        QVERIFY(!m_signIn->isRunning());
    }
    void isNothingFor2014()
    {
        m_signIn->start(at(Dialect::V1), {});
        QVERIFY(m_error);
        QCOMPARE(m_error->kind, Error::Kind::Unsupported);
        QCOMPARE(m_pages.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSsoSignIn)
#include "tst_ssosignin.moc"
