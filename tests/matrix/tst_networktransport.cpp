// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/application.h"
#include "matrix/networktransport.h"

#include "support/http2server.h"
#include "support/httpserver.h"
#include "support/json.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

namespace {

const QByteArray Token = "syt_secret+/=token";

/// As long as this lives, the tests' certificate is trusted.
class Trust
{
public:
    Trust() : m_before(QSslConfiguration::defaultConfiguration())
    {
        auto configuration = m_before;
        configuration.addCaCertificate(QSslCertificate(testData(u"selfsigned.pem"_qs)));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before;
};

Request get(const QString &path = u"/x"_qs)
{
    Request request;
    request.path = path;
    return request;
}

}

class TestNetworkTransport : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    QList<Exchange> m_seen;
    std::function<void(Exchange)> m_handler;

    Result<Reply> ask(const Request &request, const QByteArray &token = Token, bool inQuery = false)
    {
        return wait(m_transport->send(m_server->url(), request, token, inQuery));
    }
    Result<Reply> wait(Task<Reply> task)
    {
        std::optional<Result<Reply>> got;
        std::move(task).then(this, [&](Result<Reply> result) { got = std::move(result); });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, 10'000))
            return Error::of(Error::Kind::Invalid, u"no answer at all"_qs);
        if (!*got)
            [&] { QVERIFY(!got->error().text.contains(u"secret")); }();
        return *got;
    }

    /// Of a file that is still empty.
    static Request post(QTemporaryFile *&file)
    {
        Request request = get();
        request.method = Request::Method::Post;
        request.contentType = "image/png";
        auto device = std::make_shared<QTemporaryFile>();
        file = device->open() ? device.get() : nullptr;
        request.upload = device;
        return request;
    }

private Q_SLOTS:
    void init()
    {
        m_seen.clear();
        m_handler = [](const Exchange &exchange) { exchange->reply(200, "{}"); };
        m_server = std::make_unique<HttpServer>([this](const Exchange &exchange) {
            m_seen.append(exchange);
            m_handler(exchange);
        });
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<NetworkTransport>();
    }
    void cleanup()
    {
        m_transport.reset();
        m_server.reset();
    }

    void bringsTheAnswer()
    {
        m_handler = [](const Exchange &exchange) { exchange->reply(201, "{\"a\":1}"); };
        Request request;
        request.method = Request::Method::Put;
        request.path = u"/_matrix/client/v3/rooms/!a:b/send/m.room.message/t%2F1"_qs;
        request.query = {{u"from"_qs, u"s1_2&3 +#ä"_qs}, {u"filter"_qs, u"{\"a\":[1]}"_qs}};
        request.body = "{\"x\":\"\xc3\xa4\"}";
        auto reply = ask(request);
        QVERIFY(reply);
        QCOMPARE(reply->httpStatus, 201);
        QCOMPARE(reply->body, QByteArray("{\"a\":1}"));
        const Exchange seen = m_seen.first();
        QCOMPARE(seen->method, QByteArray("PUT"));
        QCOMPARE(seen->path, u"/_matrix/client/v3/rooms/!a:b/send/m.room.message/t%2F1"_qs);
        QCOMPARE(seen->target.mid(seen->target.indexOf('?') + 1),
                 QByteArray("from=s1_2%263%20%2B%23%C3%A4&filter=%7B%22a%22%3A%5B1%5D%7D"));
        QCOMPARE(seen->body, request.body);
        QCOMPARE(seen->headers.value("authorization"), "Bearer " + Token);
        QCOMPARE(seen->headers.value("user-agent"), QByteArray("Linnet/") + application::Version);
        QCOMPARE(seen->headers.value("content-type"), QByteArray("application/json"));
        QVERIFY(!seen->headers.contains("cookie"));
    }
    void bringsTheServersTime()
    {
        m_handler = [](const Exchange &exchange) {
            exchange->reply(200, "{}", "application/json", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
        };
        const auto reply = ask(get());
        QVERIFY(reply);
        QCOMPARE(reply->date, qint64(784'111'777'000));
    }
    void putsTheTokenWhereItBelongs()
    {
        QVERIFY(ask(get(), Token, true));
        QCOMPARE(m_seen.last()->target, QByteArray("/x?access_token=syt_secret%2B%2F%3Dtoken"));
        QVERIFY(!m_seen.last()->headers.contains("authorization"));
        Request open = get();
        open.needsToken = false;
        QVERIFY(ask(open, Token, true));
        QCOMPARE(m_seen.last()->target, QByteArray("/x"));
        QVERIFY(ask(open, Token, false));
        QVERIFY(!m_seen.last()->headers.contains("authorization"));
        QVERIFY(ask(get(), QByteArray(), false));
        QVERIFY(!m_seen.last()->headers.contains("authorization"));
    }
    void keepsTheBasePath()
    {
        QUrl base = m_server->url();
        base.setPath(u"/sub/"_qs);
        QVERIFY(wait(m_transport->send(base, get(), {}, false)));
        QCOMPARE(m_seen.last()->path, u"/sub/x"_qs);
    }
    void refusesOddAddresses_data()
    {
        QTest::addColumn<QUrl>("base");
        QTest::newRow("none") << QUrl();
        QTest::newRow("file") << QUrl(u"file:///etc/passwd"_qs);
        QTest::newRow("ftp") << QUrl(u"ftp://example.org"_qs);
    }
    void refusesOddAddresses()
    {
        QFETCH(QUrl, base);
        auto reply = wait(m_transport->send(base, get(), Token, false));
        QCOMPARE(reply.error().kind, Error::Kind::Invalid);
    }
    void keepsConnectionsAndForgetsCookies()
    {
        m_handler = [](const Exchange &exchange) {
            exchange->reply(200, "{}", "application/json", "Set-Cookie: a=b; Path=/\r\n");
        };
        for (int i = 0; i < 3; ++i)
            QVERIFY(ask(get()));
        QCOMPARE(m_server->connections(), 1);
        QVERIFY(!m_seen.last()->headers.contains("cookie"));
    }
    void unpacksCompressedReplies()
    {
        m_handler = [](const Exchange &exchange) {
            QVERIFY(exchange->headers.value("accept-encoding").contains("deflate"));
            // qCompress puts four bytes of length before a zlib stream.
            exchange->reply(200, qCompress("{\"a\":1}").mid(4), "application/json",
                            "Content-Encoding: deflate\r\n");
        };
        QCOMPARE(ask(get())->body, QByteArray("{\"a\":1}"));
    }

    void stopsWhatUnpacksToTooMuch_data()
    {
        QTest::addColumn<qint64>("most");
        // Qt has a limit of its own, which counts only for what packs well.
        QTest::newRow("small") << qint64(10'000);
        QTest::newRow("beyond Qt's limit") << qint64(16 << 20);
    }
    void stopsWhatUnpacksToTooMuch()
    {
        QFETCH(qint64, most);
        constexpr qsizetype Unpacked = 200'000'000;
        static const QByteArray bomb = qCompress(QByteArray(Unpacked, ' ')).mid(4);
        m_handler = [&](const Exchange &exchange) {
            exchange->reply(200, bomb, "application/json", "Content-Encoding: deflate\r\n");
        };
        Request request = get();
        request.maxReplyBytes = most;
        QCOMPARE(ask(request).error().kind, Error::Kind::TooLarge);
    }
    void unpacksWhatPacksWell()
    {
        // A room where the same is said again and again, well above where Qt gets wary.
        const QByteArray body = '"' + QByteArray(30'000'000, 'x') + '"';
        m_handler = [&](const Exchange &exchange) {
            exchange->reply(200, qCompress(body).mid(4), "application/json", "Content-Encoding: deflate\r\n");
        };
        Request request = get();
        request.maxReplyBytes = Request::MaxSyncBytes;
        const auto reply = ask(request);
        QVERIFY(reply);
        QVERIFY(reply->body == body);
    }
    void reachesServersByTheirNumber()
    {
        HttpServer server([](const Exchange &exchange) { exchange->reply(200, "{}"); });
        if (!server.listen(0, QHostAddress::LocalHostIPv6))
            QSKIP("this computer has no IPv6");
        QCOMPARE(server.url().host(), u"::1"_qs);
        QVERIFY(wait(m_transport->send(server.url(), get(), Token, false)));
        QCOMPARE(server.connections(), 1);
    }

    void readsRefusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("wait");
        const QByteArray j = "application/json";
        using K = Error::Kind;
        const auto add = [](const char *name, int status, const QByteArray &body, const QByteArray &type,
                            K kind, const QString &code, const QString &text, int wait = 0,
                            const QByteArray &header = {}) {
            QTest::newRow(name) << status << body << type << header << kind << code << text << wait;
        };
        add("matrix", 403, jsonText("{'errcode':'M_FORBIDDEN','error':'No.'}"), j, K::Server,
            u"M_FORBIDDEN"_qs, u"No."_qs);
        add("2014 token", 403, jsonText("{'errcode':'M_UNKNOWN_TOKEN','error':'Unrecognised access token.'}"),
            j, K::Server, u"M_UNKNOWN_TOKEN"_qs, u"Unrecognised access token."_qs);
        add("2014 unknown path", 400, jsonText("{'error':'Unrecognized request'}"), j, K::Server, QString(),
            u"Unrecognized request"_qs);
        add("string", 404, "\"Event not found.\"", j, K::Server, QString(), u"Event not found."_qs);
        add("empty string", 400, "\"\"", j, K::Server, QString(), QString());
        add("empty", 500, "", "", K::Server, QString(), QString());
        add("wrong types", 400, jsonText("{'errcode':7,'error':['x']}"), j, K::Server, QString(), QString());
        add("nulls", 400, jsonText("{'errcode':null,'error':null}"), j, K::Server, QString(), QString());
        add("array", 400, "[1]", j, K::Server, QString(), QString());
        add("404 page", 404, "\n<html><body>No Such Resource</body></html>", "text/html; charset=utf-8",
            K::NotMatrix, QString(), u"No"_qs);
        add("page without type", 404, "<!doctype html>", "", K::NotMatrix, QString(), u"No"_qs);
        add("proxy page", 502, "<html>Bad gateway</html>", "text/html", K::Server, QString(), u"No"_qs);
        add("limit", 429, jsonText("{'errcode':'M_LIMIT_EXCEEDED','error':'Too many','retry_after_ms':1234}"),
            j, K::RateLimited, u"M_LIMIT_EXCEEDED"_qs, u"Too many"_qs, 1234);
        add("limit by header", 429, "", "", K::RateLimited, QString(), QString(), 7000, "Retry-After: 7\r\n");
        add("limit unsaid", 429, "{}", j, K::RateLimited, QString(), QString(), 5000);
        add("limit absurd", 429, jsonText("{'retry_after_ms':-4}"), j, K::RateLimited, QString(), QString(),
            5000);
        add("limit for ever", 429, jsonText("{'retry_after_ms':1e300}"), j, K::RateLimited, QString(),
            QString(), 86'400'000);
        add("too large", 413, jsonText("{'errcode':'M_TOO_LARGE','error':'big'}"), j, K::TooLarge,
            u"M_TOO_LARGE"_qs, u"big"_qs);
        add("echoes the token", 400,
            "{\"error\":\"bad GET /x?access_token=syt_secret%2B%2F%3Dtoken syt_secret+/=token\"}", j,
            K::Server, QString(), u"bad GET /x?access_token=… …"_qs);
        add("unauthorized", 401, jsonText("{'errcode':'M_MISSING_TOKEN'}"), j, K::Server,
            u"M_MISSING_TOKEN"_qs, QString(), 0, "WWW-Authenticate: Basic realm=\"x\"\r\n");
    }
    void readsRefusals()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, header);
        m_handler = [&](const Exchange &exchange) { exchange->reply(status, body, type, header); };
        auto reply = ask(get());
        QVERIFY(!reply);
        QTEST(reply.error().kind, "kind");
        QTEST(reply.error().matrixCode, "code");
        QTEST(reply.error().text, "text");
        QTEST(int(reply.error().retryAfter.count()), "wait");
        QCOMPARE(reply.error().httpStatus, status);
    }
    void htmlIsNoMatrixServer()
    {
        m_handler = [](const Exchange &exchange) {
            exchange->reply(200, "<html>Welcome</html>", "text/html");
        };
        QCOMPARE(ask(get()).error().kind, Error::Kind::NotMatrix);
        Request page = get();
        page.expectsJson = false;
        QVERIFY(ask(page));
    }
    void challengesAreReplies()
    {
        m_handler = [](const Exchange &exchange) {
            exchange->reply(401, jsonText("{'flows':[],'session':'s'}"));
        };
        QCOMPARE(ask(get()).error().httpStatus, 401);
        Request request = get();
        request.expectsChallenge = true;
        auto reply = ask(request);
        QVERIFY(reply);
        QCOMPARE(reply->httpStatus, 401);
        m_handler = [](const Exchange &exchange) {
            exchange->reply(401, jsonText("{'errcode':'M_UNKNOWN_TOKEN'}"));
        };
        QVERIFY(ask(request).error().isUnknownToken());
    }

    void tokensNeverFollowRedirects_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("inQuery");
        for (int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d header", status) << status << false;
            QTest::addRow("%d query", status) << status << true;
        }
    }
    void tokensNeverFollowRedirects()
    {
        QFETCH(int, status);
        QFETCH(bool, inQuery);
        int strangers = 0;
        HttpServer stranger([&](const Exchange &exchange) {
            ++strangers;
            exchange->reply(200, "{}");
        });
        QVERIFY(stranger.listen());
        const QByteArray target = stranger.url().toEncoded();
        m_handler = [&](const Exchange &exchange) {
            exchange->reply(status, "", "", "Location: " + target + exchange->target + "\r\n");
        };
        auto reply = ask(get(), Token, inQuery);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::Redirected);
        QVERIFY(reply.error().text.startsWith(stranger.url().toString()));
        QCOMPARE(strangers, 0);
        QCOMPARE(m_seen.size(), 1);
    }
    void redirectsOnTheSameServerAreFollowed()
    {
        m_handler = [](const Exchange &exchange) {
            if (exchange->path == u"/y/")
                exchange->reply(200, "{\"y\":1}");
            else
                exchange->reply(302, "", "", "Location: /y/?a=1&access_token=stale\r\n");
        };
        auto reply = ask(get(), Token, true);
        QVERIFY(reply);
        QCOMPARE(reply->body, QByteArray("{\"y\":1}"));
        QCOMPARE(m_seen.last()->target, QByteArray("/y/?a=1&access_token=syt_secret%2B%2F%3Dtoken"));
        QVERIFY(ask(get(), Token, false));
        QCOMPARE(m_seen.last()->headers.value("authorization"), "Bearer " + Token);
        Request put = get();
        put.method = Request::Method::Put;
        QCOMPARE(ask(put).error().kind, Error::Kind::Redirected);
    }
    void redirectsInCirclesEnd()
    {
        m_handler = [](const Exchange &exchange) { exchange->reply(307, "", "", "Location: /x\r\n"); };
        QCOMPARE(ask(get()).error().kind, Error::Kind::Redirected);
        QCOMPARE(m_seen.size(), 6);
    }

    void cutOffRepliesAreNetworkErrors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a status line") << QByteArray("HTTP/1.");
        QTest::newRow("head only") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
        QTest::newRow("half a body") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":");
        QTest::newRow("half a refusal")
            << QByteArray("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\n{\"errcode\":");
        QTest::newRow("half a chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"a\":");
        QTest::newRow("no last chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
    }
    void cutOffRepliesAreNetworkErrors()
    {
        QFETCH(QByteArray, bytes);
        m_handler = [&](const Exchange &exchange) {
            exchange->write(bytes);
            exchange->close();
        };
        auto reply = ask(get(), Token, true);
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::Network);
        QVERIFY(reply.error().isTransient());
    }
    void postsAreNotRepeatedBehindOurBack()
    {
        QVERIFY(ask(get()));
        m_handler = [](const Exchange &exchange) { exchange->reset(); };
        m_seen.clear();
        Request post = get();
        post.method = Request::Method::Post;
        post.isIdempotent = false;
        post.body = "{\"a\":1}";
        QCOMPARE(ask(post).error().kind, Error::Kind::Network);
        QCOMPARE(m_seen.size(), 1);
        QCOMPARE(m_seen.first()->body, post.body);
        m_handler = [](const Exchange &exchange) { exchange->reply(200, "{}"); };
        QVERIFY(ask(post));
        QCOMPARE(m_seen.last()->body, post.body);
    }
    void noServerIsANetworkError()
    {
        const QUrl url = m_server->url();
        m_server.reset();
        QCOMPARE(wait(m_transport->send(url, get(), Token, true)).error().kind, Error::Kind::Network);
        QCOMPARE(wait(m_transport->send(QUrl(u"http://nowhere.invalid"_qs), get(), Token, true)).error().kind,
                 Error::Kind::Network);
    }
    void silentServersTimeOut()
    {
        m_handler = [](const Exchange &) {};
        Request request = get();
        request.timeout = 50ms;
        QCOMPARE(ask(request).error().kind, Error::Kind::Timeout);
        m_handler = [](const Exchange &exchange) {
            exchange->write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
        };
        QCOMPARE(ask(request).error().kind, Error::Kind::Timeout);
    }
    void slowServersDoNot()
    {
        // Ten bytes, each well inside the time limit, together far beyond it.
        m_handler = [this](const Exchange &exchange) {
            exchange->write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
            auto *timer = new QTimer(this);
            auto left = std::make_shared<int>(10);
            connect(timer, &QTimer::timeout, this, [=] {
                exchange->write(" ");
                if (--*left == 0)
                    timer->deleteLater();
            });
            timer->start(60ms);
        };
        Request request = get();
        request.timeout = 400ms;
        QVERIFY(ask(request));
    }
    void hugeRepliesAreStopped_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("announced") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        QTest::newRow("endless") << QByteArray("HTTP/1.1 200 OK\r\n\r\n");
    }
    void hugeRepliesAreStopped()
    {
        QFETCH(QByteArray, head);
        m_handler = [&](const Exchange &exchange) { exchange->write(head + QByteArray(20'000, ' ')); };
        Request request = get();
        request.maxReplyBytes = 10'000;
        QCOMPARE(ask(request).error().kind, Error::Kind::TooLarge);
    }
    void largeRepliesComeWhole()
    {
        const QByteArray body = "\"" + QByteArray(3'000'000, 'x') + "\"";
        m_handler = [&](const Exchange &exchange) { exchange->reply(200, body); };
        QCOMPARE(ask(get())->body, body);
    }

    void abortedRequestsReachTheServerAsSuch()
    {
        m_handler = [](const Exchange &) {};
        bool called = false;
        {
            QObject context;
            m_transport->send(m_server->url(), get(), Token, false).then(&context, [&](Result<Reply>) {
                called = true;
            });
            QTRY_COMPARE(m_seen.size(), 1);
        }
        QTRY_VERIFY(m_seen.first()->isGone());
        QVERIFY(!called);
    }
    void filesAreReadAsTheyGo()
    {
        QTemporaryFile *file = nullptr;
        Request upload = post(file);
        QVERIFY(file->write(QByteArray(300'000, 'x')) && file->flush());
        QList<qint64> steps;
        upload.onProgress = [&](qint64 sent, qint64 total) {
            QCOMPARE(total, qint64(300'000));
            steps << sent;
        };
        QVERIFY(ask(upload));
        QCOMPARE(m_seen.first()->body, QByteArray(300'000, 'x'));
        QCOMPARE(m_seen.first()->headers.value("content-length"), QByteArray("300000"));
        QCOMPARE(m_seen.first()->headers.value("content-type"), QByteArray("image/png"));
        QCOMPARE(steps.constLast(), qint64(300'000));
        QVERIFY(std::is_sorted(steps.cbegin(), steps.cend()));
    }
    void tellsHowMuchOfTheAnswerIsHere()
    {
        const QByteArray bytes(300'000, 'x');
        m_handler = [bytes](const Exchange &exchange) {
            exchange->reply(exchange->path == u"/x" ? 200 : 404, bytes);
        };
        Request download = get();
        download.expectsJson = false;
        QList<qint64> steps;
        download.onProgress = [&](qint64 received, qint64 total) {
            QCOMPARE(total, qint64(300'000));
            steps << received;
        };
        QVERIFY(ask(download));
        QVERIFY(!steps.isEmpty());
        QVERIFY(std::is_sorted(steps.cbegin(), steps.cend()));
        QCOMPARE(steps.constLast(), qint64(300'000));
        steps.clear();
        download.path = QStringLiteral("/y"); // what is no file is none that comes
        QVERIFY(!ask(download));
        QVERIFY(steps.isEmpty());
    }
    void emptyFilesGoToo()
    {
        QTemporaryFile *file = nullptr;
        QVERIFY(ask(post(file)));
        QCOMPARE(m_seen.first()->body, QByteArray());
        QCOMPARE(m_seen.first()->headers.value("content-length"), QByteArray("0"));
    }
    void afterARedirectAFileBeginsAnew()
    {
        m_handler = [](const Exchange &exchange) {
            if (exchange->path == u"/x")
                exchange->reply(307, "", "", "Location: /y\r\n");
            else
                exchange->reply(200, "{}");
        };
        QTemporaryFile *file = nullptr;
        const Request upload = post(file);
        QVERIFY(file->write("the bytes") && file->flush());
        QVERIFY(ask(upload));
        QCOMPARE(m_seen.last()->path, u"/y"_qs);
        QCOMPARE(m_seen.last()->body, QByteArray("the bytes"));
    }
    void anAbandonedUploadTellsNothingMore()
    {
        QTemporaryFile *file = nullptr;
        Request upload = post(file);
        QVERIFY(file->resize(50'000'000));
        auto context = std::make_unique<QObject>();
        int told = 0;
        bool isAnswered = false;
        upload.onProgress = [&](qint64, qint64) {
            ++told;
            context.reset(); // by whoever sees how far it is
        };
        m_transport->send(m_server->url(), upload, Token, false).then(context.get(), [&](Result<Reply>) {
            isAnswered = true;
        });
        QTRY_COMPARE(told, 1);
        QVERIFY(ask(get()));
        QCOMPARE(told, 1);
        QVERIFY(!isAnswered);
    }
    void resetConnectionsFailsWhatIsUnderWay()
    {
        m_handler = [](const Exchange &exchange) {
            if (exchange->path == u"/now")
                exchange->reply(200, "{}");
        };
        std::optional<Result<Reply>> got;
        m_transport->send(m_server->url(), get(), Token, false).then(this, [&](Result<Reply> result) {
            got = std::move(result);
        });
        QTRY_COMPARE(m_seen.size(), 1);
        m_transport->resetConnections();
        QVERIFY(!got);
        QTRY_VERIFY(got);
        QCOMPARE(got->error().kind, Error::Kind::Network);
        QVERIFY(ask(get(u"/now"_qs)));
        m_transport->resetConnections();
        QVERIFY(ask(get(u"/now"_qs)));
        QCOMPARE(m_server->connections(), 3);
    }
    void endsWithCallsUnderWay()
    {
        m_handler = [](const Exchange &) {};
        bool called = false;
        m_transport->send(m_server->url(), get(), Token, false).then(this, [&](Result<Reply>) {
            called = true;
        });
        QTRY_COMPARE(m_seen.size(), 1);
        m_transport.reset();
        QTRY_VERIFY(m_seen.first()->isGone());
        QVERIFY(!called);
    }

    void selfSignedCertificatesAreRefused()
    {
        QSslServer server;
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(testData(u"selfsigned.pem"_qs)));
        configuration.setPrivateKey(QSslKey(testData(u"selfsigned.key"_qs), QSsl::Rsa));
        server.setSslConfiguration(configuration);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QUrl url(u"https://localhost:%1"_qs.arg(server.serverPort()));
        auto reply = wait(m_transport->send(url, get(), Token, true));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::CertificateUntrusted);
        QVERIFY(!reply.error().text.isEmpty());
    }
    void certificatesOfAnotherAreRefused()
    {
        const Trust trust;
        Http2Server server;
        QVERIFY(server.listen());
        QUrl url = server.url();
        url.setHost(u"127.0.0.1"_qs);
        const auto reply = wait(m_transport->send(url, get(), Token, true));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::CertificateOfAnother);
        QVERIFY(reply.error().text.contains(u"localhost"));
        QCOMPARE(server.requests(), 0);
    }
    void http2IsUsedWhereItIsOffered()
    {
        const Trust trust;
        Http2Server server;
        QVERIFY(server.listen());
        int answers = 0;
        for (int i = 0; i < 20; ++i) {
            Request request = get();
            if (i % 2 == 1) {
                request.method = Request::Method::Put;
                request.body = "{\"a\":1}";
            }
            m_transport->send(server.url(), request, Token, false)
                .then(this,
                      [&](const Result<Reply> &reply) { answers += reply && reply->body == "{}" ? 1 : 0; });
        }
        QTRY_COMPARE(answers, 20);
        QCOMPARE(server.requests(), 20);
        QCOMPARE(server.connections(), 1);
        Request post = get();
        post.method = Request::Method::Post;
        post.isIdempotent = false;
        post.body = "{\"a\":1}";
        QVERIFY(wait(m_transport->send(server.url(), post, Token, false)));
    }
    void aDeadHttp2ConnectionIsLeft()
    {
        const Trust trust;
        Http2Server server;
        QVERIFY(server.listen());
        QVERIFY(wait(m_transport->send(server.url(), get(), Token, false)));
        server.setSilent(true);
        Request request = get();
        request.timeout = 100ms;
        QCOMPARE(wait(m_transport->send(server.url(), request, Token, false)).error().kind,
                 Error::Kind::Timeout);
        server.setSilent(false);
        QVERIFY(wait(m_transport->send(server.url(), get(), Token, false)));
        QCOMPARE(server.connections(), 2);
    }
    void plainServersBehindHttpsAreTlsErrors()
    {
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, this, [&] {
            plain.nextPendingConnection()->write("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
        });
        const QUrl url(u"https://127.0.0.1:%1"_qs.arg(plain.serverPort()));
        QCOMPARE(wait(m_transport->send(url, get(), Token, true)).error().kind, Error::Kind::Tls);
    }
};

QTEST_GUILESS_MAIN(TestNetworkTransport)
#include "tst_networktransport.moc"
