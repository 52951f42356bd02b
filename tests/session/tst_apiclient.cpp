// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/apiclient.h"

#include "support/fakeclock.h"
#include "support/faketransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;
using Method = Request::Method;

namespace {

const RoomId room(QStringLiteral("!r:x"));

Server serverOf(Dialect dialect)
{
    return {QStringLiteral("x"), QUrl(QStringLiteral("https://chat.x")), {dialect, false}};
}

}

class TestApiClient : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    QList<Result<Reply>> m_answers;

    void makeClient(Dialect dialect)
    {
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, serverOf(dialect), "secret");
    }
    void send(const Request &request)
    {
        m_api->send(request).then(this, [this](Result<Reply> result) { m_answers << std::move(result); });
    }
    void sendOnce(const Request &request)
    {
        m_api->sendOnce(request).then(this, [this](Result<Reply> result) { m_answers << std::move(result); });
    }
    Request members() const { return m_api->requests().members(room); }
    Request createRoom() const { return m_api->requests().createRoom({}); }
    int sentCount() const { return int(m_server->sent().size()); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_answers.clear();
        makeClient(Dialect::V3);
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_api.reset();
    }

    void theTokenGoesWhereTheDialectWantsIt_data()
    {
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isTokenInQuery");
        QTest::newRow("today, in the header")
            << Dialect::V3 << QStringLiteral("/_matrix/client/v3/rooms/!r:x/members") << false;
        QTest::newRow("2014, in the query")
            << Dialect::V1 << QStringLiteral("/_matrix/client/api/v1/rooms/!r:x/members") << true;
    }
    void theTokenGoesWhereTheDialectWantsIt()
    {
        QFETCH(Dialect, dialect);
        QFETCH(QString, path);
        QFETCH(bool, isTokenInQuery);
        makeClient(dialect);
        auto &asked = m_server->expects(Method::Get, path);
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(asked.sent().base, QUrl(QStringLiteral("https://chat.x")));
        QCOMPARE(asked.sent().token, "secret");
        QCOMPARE(asked.sent().isTokenInQuery, isTokenInQuery);
    }
    void requestsThatNeedNoTokenGetNone()
    {
        auto &asked = m_server->expects(Method::Get, QStringLiteral("/login"));
        send(m_api->requests().loginFlows());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(asked.sent().token, QByteArray());
    }

    void hearsWhatTimeItIsThere()
    {
        QSignalSpy heard(m_api.get(), &ApiClient::timeHeard);
        const QString path = QStringLiteral("/_matrix/client/v3/rooms/!r:x/members");
        m_server->expects(Method::Get, path).replies(200).dated(1'700'000'000'000);
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(heard.size(), 1);
        QCOMPARE(heard.first(), (QVariantList{qint64(1'700'000'000'000), m_clock->now()}));
        // Not where nobody says it, nor of what may come from a cache.
        m_server->expects(Method::Get, path).replies(200);
        send(members());
        m_server->expects(Method::Get, path).replies(200).dated(1'700'000'000'000);
        Request file = members();
        file.expectsJson = false;
        QTRY_COMPARE(m_answers.size(), 2);
        send(file);
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(heard.size(), 1);
    }

    void waitsOutTheRateLimit()
    {
        m_server->expects(Method::Post, QStringLiteral("/createRoom"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","error":"slow","retry_after_ms":1500})");
        auto &again = m_server->expects(Method::Post, QStringLiteral("/createRoom"));
        send(createRoom());
        QTRY_COMPARE(m_clock->pending(), 1);
        m_clock->advance(1499ms);
        QCOMPARE(sentCount(), 1);
        m_clock->advance(1ms);
        QVERIFY(again.isAsked());
        QTRY_COMPARE(m_answers.size(), 1);
        QVERIFY(m_answers[0].isOk());
    }
    void allRequestsWaitBehindOneGate()
    {
        m_server->expects(Method::Post, QStringLiteral("/createRoom"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000})");
        m_server->expects(Method::Post, QStringLiteral("/createRoom"));
        auto &other = m_server->expects(Method::Get, QStringLiteral("/members"));
        auto &once = m_server->expects(Method::Get, QStringLiteral("/publicRooms"));
        send(createRoom());
        QTRY_COMPARE(m_clock->pending(), 1);
        send(members());
        QVERIFY(!other.isAsked());
        // Who has a backoff of its own is not held up.
        sendOnce(m_api->requests().publicRooms(1));
        QVERIFY(once.isAsked());
        m_clock->advance(2s);
        QVERIFY(other.isAsked());
        QTRY_COMPARE(m_answers.size(), 3);
    }
    void whoHasABackoffOfItsOwnHoldsUpNobody()
    {
        m_server->expects(Method::Get, QStringLiteral("/publicRooms"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000})");
        auto &other = m_server->expects(Method::Get, QStringLiteral("/members"));
        sendOnce(m_api->requests().publicRooms(1));
        QTRY_COMPARE(m_answers.size(), 1);
        send(members());
        QVERIFY(other.isAsked());
    }
    void nobodyWaitsForAnHour()
    {
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":3600000})");
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].error().kind, Error::Kind::RateLimited);
        QVERIFY(m_answers[0].error().retryAfter == 1h);
        // And whoever comes after it learns it without asking.
        send(members());
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(m_answers[1].error().kind, Error::Kind::RateLimited);
    }
    void aServerThatAlwaysLimitsIsGivenUp()
    {
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":100})")
            .always();
        send(members());
        for (int i = 0; i < 20 && m_answers.isEmpty(); ++i) {
            QTRY_VERIFY(m_clock->pending() > 0 || !m_answers.isEmpty());
            m_clock->advance(1s);
        }
        QCOMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].error().kind, Error::Kind::RateLimited);
    }
    void sendOnceGivesTheRateLimitBack()
    {
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":100})");
        sendOnce(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].error().kind, Error::Kind::RateLimited);
        QCOMPARE(sentCount(), 1);
    }

    void repeatsWhatMayBeRepeated_data()
    {
        QTest::addColumn<int>("drops");
        QTest::addColumn<bool>("isOk");
        QTest::newRow("once") << 1 << true;
        QTest::newRow("twice") << 2 << true;
        QTest::newRow("then it is an error") << 3 << false;
    }
    void repeatsWhatMayBeRepeated()
    {
        QFETCH(int, drops);
        QFETCH(bool, isOk);
        for (int i = 0; i < drops; ++i)
            m_server->expects(Method::Get, QStringLiteral("/members")).fails(Error::Kind::Network);
        if (isOk)
            m_server->expects(Method::Get, QStringLiteral("/members"));
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].isOk(), isOk);
        QCOMPARE(sentCount(), isOk ? drops + 1 : drops);
    }
    void neverRepeatsWhatIsNotIdempotent()
    {
        m_server->expects(Method::Post, QStringLiteral("/createRoom")).fails(Error::Kind::Network);
        send(createRoom());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].error().kind, Error::Kind::Network);
        QCOMPARE(sentCount(), 1);
    }
    void errorsOfTheServerAreNotRepeated()
    {
        m_server->expects(Method::Get, QStringLiteral("/members")).replies(502, "<html>", "text/html");
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers[0].error().httpStatus, 502);
        QCOMPARE(sentCount(), 1);
    }
    void sendOnceIsOnce()
    {
        m_server->expects(Method::Get, QStringLiteral("/members")).fails(Error::Kind::Network);
        sendOnce(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(sentCount(), 1);
    }

    void aDeadTokenIsToldOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("today") << 401 << QByteArray(R"({"errcode":"M_UNKNOWN_TOKEN","soft_logout":true})");
        QTest::newRow("2014") << 403 << QByteArray(R"({"errcode":"M_UNKNOWN_TOKEN","error":"…"})");
    }
    void aDeadTokenIsToldOnce()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        m_server->expects(Method::Get, QStringLiteral("/members")).replies(status, body).always();
        for (int i = 0; i < 20; ++i)
            send(members());
        QTRY_COMPARE(m_answers.size(), 20);
        QCOMPARE(refused.size(), 1);
        QVERIFY(m_answers[19].error().isUnknownToken());
    }
    void anAnswerToTheOldTokenSaysNothingOfTheNewOne()
    {
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        auto &old = m_server->expects(Method::Get, QStringLiteral("/members")).holds();
        send(members());
        m_api->setToken("fresh");
        old.release(401, R"({"errcode":"M_UNKNOWN_TOKEN"})");
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(refused.size(), 0);
        auto &next = m_server->expects(Method::Get, QStringLiteral("/members"))
                         .replies(401, R"({"errcode":"M_UNKNOWN_TOKEN"})");
        send(members());
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(next.sent().token, "fresh");
    }
    void otherRefusalsDoNotTouchTheToken()
    {
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(403, R"({"errcode":"M_FORBIDDEN"})");
        m_server->expects(Method::Get, QStringLiteral("/members")).replies(401, "<html>", "text/html");
        send(members());
        send(members());
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(refused.size(), 0);
    }
    void aListenerMayEndIt()
    {
        connect(m_api.get(), &ApiClient::tokenRefused, this, [this] { m_api.reset(); });
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(401, R"({"errcode":"M_UNKNOWN_TOKEN"})")
            .always();
        send(members());
        send(members());
        QTRY_VERIFY(!m_api);
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_answers.size() <= 1);
    }

    void knowsAMissingEndpoint_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("isMissing");
        const QByteArray json = "application/json";
        QTest::newRow("2014") << 400 << QByteArray(R"({"error":"Unrecognized request"})") << json << true;
        QTest::newRow("2018") << 400 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})") << json << true;
        QTest::newRow("2018, HTML") << 404 << QByteArray("<html>No Such Resource") << QByteArray("text/html")
                                    << true;
        QTest::newRow("today") << 404 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})") << json << true;
        QTest::newRow("today, other method")
            << 405 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})") << json << true;
        QTest::newRow("forbidden") << 403 << QByteArray(R"({"errcode":"M_FORBIDDEN"})") << json << false;
        QTest::newRow("not found") << 404 << QByteArray(R"({"errcode":"M_NOT_FOUND"})") << json << false;
        QTest::newRow("bad request") << 400 << QByteArray(R"({"errcode":"M_BAD_JSON"})") << json << false;
        QTest::newRow("proxy") << 502 << QByteArray("<html>") << QByteArray("text/html") << false;
    }
    void knowsAMissingEndpoint()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(bool, isMissing);
        QCOMPARE(ApiClient::isUnrecognized(answerOf(status, body, type).error()), isMissing);
        QVERIFY(!ApiClient::isUnrecognized(Error::of(Error::Kind::Network)));
    }
    void aPageWithoutACodeSaysNothingOfTodaysServers()
    {
        const QString typing = QStringLiteral("typing");
        const Error page = answerOf(404, "404 page not found", "text/plain").error();
        const Error unrecognized =
            answerOf(404, R"({"errcode":"M_UNRECOGNIZED"})", "application/json").error();
        QVERIFY(!m_api->lacks(typing, page));
        QVERIFY(m_api->has(typing));
        QVERIFY(m_api->lacks(typing, unrecognized));
        QVERIFY(!m_api->has(typing));
        ServerVersion old;
        old.isR0 = true;
        m_api->setVersion(old);
        QVERIFY(m_api->lacks(QStringLiteral("receipt"), page));
    }
    void remembersMissingEndpoints()
    {
        QVERIFY(m_api->has(QStringLiteral("typing")));
        m_api->setMissing(QStringLiteral("typing"));
        QVERIFY(!m_api->has(QStringLiteral("typing")));
        QVERIFY(m_api->has(QStringLiteral("receipt")));
    }

    void aPageInTheServersPlaceIsAPortal_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("page");
        const auto error = [](Error::Kind kind, int status, const QString &text = {}) {
            Error made = Error::of(kind, text);
            made.httpStatus = status;
            return made;
        };
        const QString any = QStringLiteral("http://chat.x/");
        const QString page = QStringLiteral("http://portal.test/login?id=7");
        using K = Error::Kind;
        QTest::newRow("a page") << error(K::NotMatrix, 200) << K::Portal << any;
        QTest::newRow("pointed to") << error(K::Redirected, 302, page) << K::Portal << page;
        QTest::newRow("by the book") << error(K::Portal, 511) << K::Portal << any;
        QTest::newRow("the server's own page") << error(K::NotMatrix, 404) << K::NotMatrix << QString();
        QTest::newRow("the server's own pointer")
            << error(K::Redirected, 301, QStringLiteral("https://chat.x/y")) << K::Redirected
            << QStringLiteral("https://chat.x/y");
        QTest::newRow("a page of a proxy before it")
            << error(K::Server, 502, QStringLiteral("Bad")) << K::Server << QStringLiteral("Bad");
    }
    void aPageInTheServersPlaceIsAPortal()
    {
        QFETCH(Error, error);
        m_server->expects(Method::Get, QStringLiteral("/members")).fails(error).always();
        QSignalSpy refused(m_api.get(), &ApiClient::tokenRefused);
        send(members());
        QTRY_COMPARE(m_answers.size(), 1);
        QTEST(m_answers.first().error().kind, "kind");
        QTEST(m_answers.first().error().text, "page");
        QCOMPARE(refused.size(), 0);
        QVERIFY(!ApiClient::isUnrecognized(m_answers.first().error()) ||
                m_answers.first().error().httpStatus == 404);
    }
    void filesMayLieElsewhere()
    {
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .fails(Error::of(Error::Kind::Redirected, QStringLiteral("https://cdn.test/file")));
        Request request = members();
        request.expectsJson = false;
        send(request);
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(m_answers.first().error().kind, Error::Kind::Redirected);
    }

    void aDroppedTaskAbortsItsRequest()
    {
        auto &held = m_server->expects(Method::Get, QStringLiteral("/members")).holds();
        {
            QObject context;
            m_api->send(members()).then(&context, [this](Result<Reply> result) { m_answers << result; });
            QVERIFY(held.isHeld());
        }
        QVERIFY(held.sent().isAborted);
        QVERIFY(!held.isHeld());
    }
    void aDroppedTaskLeavesTheGate()
    {
        m_server->expects(Method::Get, QStringLiteral("/members"))
            .replies(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1000})");
        auto context = std::make_unique<QObject>();
        m_api->send(members()).then(context.get(), [this](Result<Reply> result) { m_answers << result; });
        QTRY_COMPARE(m_clock->pending(), 1);
        context.reset();
        QCOMPARE(m_clock->pending(), 0);
        m_clock->advance(1h);
        QCOMPARE(sentCount(), 1);
        QVERIFY(m_answers.isEmpty());
    }
    void endingItEndsItsRequests()
    {
        auto &held = m_server->expects(Method::Get, QStringLiteral("/members")).holds();
        send(members());
        m_api.reset();
        QVERIFY(held.sent().isAborted);
        QVERIFY(m_answers.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
