// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/loopbacklistener.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace linnet;

namespace {

const QString State = QStringLiteral("s3cret~-_");

}

/// What comes in at the port that a browser is sent to: the one right request, and everything else that any
/// page or program on this machine may send there.
class TestLoopbackListener : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoopbackListener> m_listener;
    std::unique_ptr<QSignalSpy> m_answered;
    QUrl m_url;

    /// Says `bytes` and reads what comes until the connection closes.
    QByteArray say(const QByteArray &bytes)
    {
        QTcpSocket socket;
        QByteArray reply;
        bool isOver = false;
        connect(&socket, &QTcpSocket::disconnected, &socket, [&] { isOver = true; });
        connect(&socket, &QTcpSocket::errorOccurred, &socket, [&] { isOver = true; });
        connect(&socket, &QTcpSocket::readyRead, &socket, [&] { reply += socket.readAll(); });
        socket.connectToHost(QHostAddress(m_url.host()), quint16(m_url.port()));
        socket.write(bytes);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isOver, 15'000); }();
        return reply + socket.readAll();
    }
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_url.port()); }
    QByteArray get(const QByteArray &target)
    {
        return say("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }

private Q_SLOTS:
    void init()
    {
        m_listener = std::make_unique<LoopbackListener>();
        m_answered = std::make_unique<QSignalSpy>(m_listener.get(), &LoopbackListener::answered);
        const auto url = m_listener->listen(State, {QStringLiteral("code"), QStringLiteral("error")});
        QVERIFY(url);
        m_url = *url;
    }
    void cleanup()
    {
        m_answered.reset();
        m_listener.reset();
    }

    void standsOnThisMachineOnly()
    {
        QCOMPARE(m_url.scheme(), QStringLiteral("http"));
        QCOMPARE(m_url.host(), QStringLiteral("127.0.0.1"));
        QCOMPARE(m_url.path(), QStringLiteral("/"));
        QVERIFY(m_url.port() > 1024);
        LoopbackListener other;
        const auto second = other.listen(State, {QStringLiteral("code")});
        QVERIFY(second);
        QVERIFY(second->port() != m_url.port());
        // What servers are told has no port, and fits the address but for that.
        QUrl plain = m_url;
        plain.setPort(-1);
        QVERIFY(LoopbackListener::redirectUris().contains(plain.toString()));
    }
    void takesTheRightOneAndCloses()
    {
        const QByteArray reply = get("/?state=s3cret~-_&code=a%2Bb%20c+d%26&iss=https%3A%2F%2Fx%2F");
        QCOMPARE(m_answered->size(), 1);
        const auto query = m_answered->first().first().value<QUrlQuery>();
        QCOMPARE(query.queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded),
                 QStringLiteral("a+b c d&"));
        QCOMPARE(query.queryItemValue(QStringLiteral("iss"), QUrl::FullyDecoded),
                 QStringLiteral("https://x/"));
        QVERIFY(reply.startsWith("HTTP/1.1 200 "));
        QVERIFY(reply.contains("You can close this page."));
        QVERIFY(!reply.contains("s3cret"));
        QVERIFY(reply.contains("Referrer-Policy: no-referrer"));
        QVERIFY(!m_listener->isListening());
        QCOMPARE(get("/?state=s3cret~-_&code=again"), QByteArray());
        QCOMPARE(m_answered->size(), 1);
    }
    void takesARefusal()
    {
        get("/?error=access_denied&state=s3cret~-_");
        QCOMPARE(m_answered->size(), 1);
    }
    void turnsAwayWhatIsNotOurs_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("nothing") << QByteArray("/") << QByteArray("400");
        QTest::newRow("no state") << QByteArray("/?code=c") << QByteArray("400");
        QTest::newRow("another state") << QByteArray("/?code=c&state=other") << QByteArray("400");
        QTest::newRow("a longer state") << QByteArray("/?code=c&state=s3cret~-_x") << QByteArray("400");
        QTest::newRow("two states") << QByteArray("/?code=c&state=s3cret~-_&state=x") << QByteArray("400");
        QTest::newRow("no answer") << QByteArray("/?state=s3cret~-_") << QByteArray("400");
        QTest::newRow("an empty answer") << QByteArray("/?state=s3cret~-_&code=") << QByteArray("400");
        QTest::newRow("two answers") << QByteArray("/?state=s3cret~-_&code=a&code=b") << QByteArray("400");
        QTest::newRow("another answer") << QByteArray("/?state=s3cret~-_&loginToken=a") << QByteArray("400");
        QTest::newRow("the icon") << QByteArray("/favicon.ico") << QByteArray("404");
        QTest::newRow("another path") << QByteArray("/x?state=s3cret~-_&code=c") << QByteArray("404");
        QTest::newRow("a whole address")
            << QByteArray("http://127.0.0.1/?state=s3cret~-_&code=c") << QByteArray("404");
    }
    void turnsAwayWhatIsNotOurs()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, status);
        const QByteArray reply = get(target);
        QCOMPARE(reply.left(12), QByteArray("HTTP/1.1 " + status));
        QVERIFY(!reply.contains("s3cret"));
        QCOMPARE(m_answered->size(), 0);
        // And goes on waiting.
        get("/?state=s3cret~-_&code=c");
        QCOMPARE(m_answered->size(), 1);
    }
    void turnsAwayOtherRequests_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray right = "/?state=s3cret~-_&code=c HTTP/1.1\r\n";
        QTest::newRow("POST") << QByteArray("POST " + right + "Host: HOST\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("HEAD") << QByteArray("HEAD " + right + "Host: HOST\r\n\r\n");
        QTest::newRow("no host") << QByteArray("GET " + right + "\r\n");
        QTest::newRow("a name that leads here") << QByteArray("GET " + right + "Host: evil.example\r\n\r\n");
        QTest::newRow("two hosts") << QByteArray("GET " + right + "Host: HOST\r\nHost: evil.example\r\n\r\n");
        QTest::newRow("no HTTP") << QByteArray("GET /?state=s3cret~-_&code=c\r\nHost: HOST\r\n\r\n");
        QTest::newRow("noise") << QByteArray("\x16\x03\x01\x02 \xff\r\n\r\n", 10);
        QTest::newRow("without end") << QByteArray(100'000, 'x');
        QTest::newRow("a long head") << QByteArray(
            "GET " + right + "Host: HOST\r\nX: " + QByteArray(40'000, 'x') + "\r\n\r\n");
    }
    void turnsAwayOtherRequests()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray reply = say(bytes.replace("HOST", host()));
        QVERIFY(!reply.startsWith("HTTP/1.1 200"));
        QCOMPARE(m_answered->size(), 0);
        get("/?state=s3cret~-_&code=c");
        QCOMPARE(m_answered->size(), 1);
    }
    void readsWhatComesInPieces()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(m_url.host()), quint16(m_url.port()));
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        const QByteArray bytes =
            "GET /?state=s3cret~-_&code=c HTTP/1.1\r\nHost: " + host() + "\r\nAccept: */*\r\n\r\n";
        for (const char byte : bytes) {
            QCOMPARE(m_answered->size(), 0);
            socket.write(&byte, 1);
            socket.flush();
            QTest::qWait(0);
        }
        QTRY_COMPARE(m_answered->size(), 1);
    }
    void waitsBesideConnectionsThatSayNothing()
    {
        QList<std::shared_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 10; ++i) {
            silent << std::make_shared<QTcpSocket>();
            silent.last()->connectToHost(QHostAddress(m_url.host()), quint16(m_url.port()));
        }
        for (const auto &socket : silent)
            QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        get("/?state=s3cret~-_&code=c");
        QCOMPARE(m_answered->size(), 1);
        for (const auto &socket : silent)
            QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }
    void mayBeDeletedByItsOwnSignal()
    {
        connect(m_listener.get(), &LoopbackListener::answered, this, [this] { m_listener.reset(); });
        QVERIFY(get("/?state=s3cret~-_&code=c").startsWith("HTTP/1.1 200"));
        QVERIFY(!m_listener);
    }
    void beginsAnew()
    {
        const auto again = m_listener->listen(QStringLiteral("new"), {QStringLiteral("code")});
        QVERIFY(again);
        m_url = *again;
        QVERIFY(get("/?state=s3cret~-_&code=c").startsWith("HTTP/1.1 400"));
        QVERIFY(get("/?state=new&code=c").startsWith("HTTP/1.1 200"));
    }
};

QTEST_GUILESS_MAIN(TestLoopbackListener)
#include "tst_loopbacklistener.moc"
