// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/networktransport.h"

#include "support/await.h"
#include "support/httpserver.h"
#include "support/proxyserver.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

using Kind = ProxySettings::Kind;

/// A name that no resolver knows: only a proxy can lead there.
const QUrl server(QStringLiteral("http://chat.example.test:8448"));

Request get(const QString &path = QStringLiteral("/x"))
{
    Request request;
    request.path = path;
    return request;
}

}

/// NetworkTransport through real proxies.
class TestProxy : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<ProxyServer> m_proxy;
    std::unique_ptr<NetworkTransport> m_transport;
    QList<Exchange> m_seen;
    bool m_isSilent = false;

    void use(Kind kind)
    {
        m_proxy = std::make_unique<ProxyServer>(kind, m_server->port());
        QVERIFY(m_proxy->listen());
    }
    Result<Reply> ask(const QUrl &url = server)
    {
        return await(m_transport->send(url, get(), "secret", false));
    }
    Error failureOf(const QUrl &url)
    {
        const Result<Reply> reply = ask(url);
        return reply ? Error::of(Error::Kind::NotFound) : reply.error();
    }
    Error::Kind failure(const QUrl &url = server) { return failureOf(url).kind; }
    static void bothKinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("http") << Kind::Http;
        QTest::newRow("socks5") << Kind::Socks5;
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy"})
            qunsetenv(name);
        m_seen.clear();
        m_isSilent = false;
        m_server = std::make_unique<HttpServer>([this](const Exchange &exchange) {
            m_seen << exchange;
            if (!m_isSilent)
                exchange->reply(200, "{}");
        });
        QVERIFY(m_server->listen());
        m_transport = std::make_unique<NetworkTransport>();
    }
    void cleanup()
    {
        m_transport.reset();
        m_proxy.reset();
        m_server.reset();
    }

    void leadsToTheServer_data() { bothKinds(); }
    void leadsToTheServer()
    {
        QFETCH(Kind, kind);
        use(kind);
        m_transport->setProxy(m_proxy->proxy());
        for (int i = 0; i < 3; ++i)
            QVERIFY(ask());
        QCOMPARE(m_seen.size(), 3);
        QCOMPARE(m_seen.last()->path, QStringLiteral("/x"));
        QCOMPARE(m_seen.last()->headers.value("authorization"), QByteArray("Bearer secret"));
        // The name and not an address: the proxy looks it up, and the network about here never sees it.
        QCOMPARE(m_proxy->asked().first(), QStringLiteral("chat.example.test:8448"));
        QCOMPARE(m_server->connections(), 1);
    }
    void securesItsTunnel_data() { bothKinds(); }
    void securesItsTunnel()
    {
        QFETCH(Kind, kind);
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, this, [&] {
            plain.nextPendingConnection()->write("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
        });
        m_proxy = std::make_unique<ProxyServer>(kind, plain.serverPort());
        QVERIFY(m_proxy->listen());
        m_transport->setProxy(m_proxy->proxy());
        // The server behind it speaks no TLS, which is not the proxy's fault.
        QCOMPARE(failure(QUrl(QStringLiteral("https://chat.example.test"))), Error::Kind::Tls);
        QCOMPARE(m_proxy->asked(), QStringList(QStringLiteral("chat.example.test:443")));
    }
    void takesThePassword_data() { bothKinds(); }
    void takesThePassword()
    {
        QFETCH(Kind, kind);
        use(kind);
        m_proxy->setPassword(QStringLiteral("mole"), QStringLiteral("under:ground"));
        m_transport->setProxy(m_proxy->proxy());
        QVERIFY(ask());
        QVERIFY(ask());
        for (const Exchange &each : m_seen)
            QVERIFY(!each->headers.contains("proxy-authorization"));
    }
    void saysThatThePasswordIsWrong_data() { bothKinds(); }
    void saysThatThePasswordIsWrong()
    {
        QFETCH(Kind, kind);
        use(kind);
        Proxy proxy = m_proxy->proxy();
        m_proxy->setPassword(QStringLiteral("mole"), QStringLiteral("underground"));
        m_transport->setProxy(proxy); // none at all
        QCOMPARE(failure(), Error::Kind::ProxyPassword);
        proxy = m_proxy->proxy();
        proxy.password = QStringLiteral("overground");
        m_transport->setProxy(proxy);
        const Result<Reply> reply = ask();
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, Error::Kind::ProxyPassword);
        QCOMPARE(reply.error().text,
                 u"%1:%2"_qs.arg(proxy.settings.host).arg(proxy.settings.port)); // and no password
        QVERIFY(m_proxy->refusals() < 8); // asked now and again, not for ever
        QCOMPARE(m_seen.size(), 0);
        // The right one works at once, whatever was tried before.
        m_transport->setProxy(m_proxy->proxy());
        QVERIFY(ask());
    }
    void saysThatTheProxyIsAway_data() { bothKinds(); }
    void saysThatTheProxyIsAway()
    {
        QFETCH(Kind, kind);
        use(kind);
        m_transport->setProxy(m_proxy->proxy());
        QVERIFY(ask());
        const ProxySettings settings = m_proxy->proxy().settings;
        m_proxy->stop();
        for (const QUrl &url : {server, QUrl(QStringLiteral("https://chat.example.test"))}) {
            const Error error = failureOf(url);
            QCOMPARE(error.kind, Error::Kind::Proxy);
            // Nothing of the server, which is not at fault.
            QCOMPARE(error.text, u"%1:%2"_qs.arg(settings.host).arg(settings.port));
        }
    }
    void saysThatThereIsNoSuchProxy_data() { bothKinds(); }
    void saysThatThereIsNoSuchProxy()
    {
        QFETCH(Kind, kind);
        m_transport->setProxy({{kind, QStringLiteral("nowhere.invalid"), 1080, {}}, {}});
        for (const QUrl &url : {server, QUrl(QStringLiteral("https://chat.example.test"))}) {
            const Error error = failureOf(url);
            QCOMPARE(error.kind, Error::Kind::ProxyNotFound);
            QCOMPARE(error.text, QStringLiteral("nowhere.invalid:1080"));
        }
    }
    void failsIfTheProxyGoesInTheMiddle_data() { bothKinds(); }
    void failsIfTheProxyGoesInTheMiddle()
    {
        QFETCH(Kind, kind);
        use(kind);
        m_isSilent = true;
        m_transport->setProxy(m_proxy->proxy());
        std::optional<Result<Reply>> got;
        m_transport->send(server, get(), {}, false).then(this, [&](Result<Reply> result) {
            got = std::move(result);
        });
        QTRY_COMPARE(m_seen.size(), 1);
        m_proxy->stop();
        QTRY_VERIFY(got);
        QVERIFY(!*got);
        QVERIFY(got->error().isOfTheWay());
    }
    void anotherProxyIsTakenAtOnce()
    {
        use(Kind::Http);
        m_isSilent = true;
        m_transport->setProxy(m_proxy->proxy());
        std::optional<Result<Reply>> got;
        m_transport->send(server, get(), {}, false).then(this, [&](Result<Reply> result) {
            got = std::move(result);
        });
        QTRY_COMPARE(m_seen.size(), 1);
        m_isSilent = false;
        ProxyServer other(Kind::Socks5, m_server->port());
        QVERIFY(other.listen());
        m_transport->setProxy(other.proxy());
        QTRY_VERIFY(got);
        QCOMPARE(got->error().kind, Error::Kind::Network);
        QVERIFY(ask());
        QCOMPARE(other.asked().size(), 1);
        QCOMPARE(m_proxy->asked().size(), 1);
        // The same again changes nothing.
        m_transport->setProxy(other.proxy());
        QVERIFY(ask());
        QCOMPARE(other.asked().size(), 1);
    }
    void eachTransportHasItsOwn()
    {
        use(Kind::Socks5);
        m_transport->setProxy(m_proxy->proxy());
        const auto other = m_transport->through({{Kind::None, {}, 0, {}}, {}});
        QVERIFY(!await(other->send(server, get(), {}, false)));
        QCOMPARE(m_proxy->asked().size(), 0);
        QVERIFY(await(other->send(m_server->url(), get(), {}, false)));
        QVERIFY(ask());
        QCOMPARE(m_proxy->asked().size(), 1);
    }
    void thisMachineIsReachedDirectly()
    {
        m_transport->setProxy({{Kind::Socks5, QStringLiteral("nowhere.invalid"), 1080, {}}, {}});
        QVERIFY(ask(m_server->url()));
        QUrl named = m_server->url();
        named.setHost(QStringLiteral("localhost"));
        QVERIFY(ask(named));
    }
    void theSystemsIsInTheEnvironment()
    {
        use(Kind::Http);
        qputenv("http_proxy", QByteArray("http://127.0.0.1:") + QByteArray::number(m_proxy->port()));
        QVERIFY(ask());
        QCOMPARE(m_proxy->asked(), QStringList(QStringLiteral("chat.example.test:8448")));
        m_transport->setProxy({{Kind::None, {}, 0, {}}, {}});
        QCOMPARE(failure(), Error::Kind::Network);
        m_transport->setProxy({});
        qputenv("no_proxy", "chat.example.test");
        QCOMPARE(failure(), Error::Kind::Network);
        QCOMPARE(m_proxy->asked().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
