// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/rendezvousrequests.h"

#include "matrix/networktransport.h"
#include "support/await.h"
#include "support/httpserver.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

/// What goes to a rendezvous, and how its versions come and go over the real network code.
class TestRendezvousRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carryNoToken()
    {
        for (const Request &request : {RendezvousRequests::create(), RendezvousRequests::write("a", "\"1\""),
                                       RendezvousRequests::read("\"1\""), RendezvousRequests::remove()}) {
            QVERIFY(!request.needsToken);
            QVERIFY(!request.followsRedirects);
        }
        QCOMPARE(RendezvousRequests::create().contentType, QByteArray("text/plain"));
        QCOMPARE(RendezvousRequests::write("a", "\"1\"").ifMatch, QByteArray("\"1\""));
        QCOMPARE(RendezvousRequests::read("\"1\"").ifNoneMatch, QByteArray("\"1\""));
    }
    void takesAnAddressAtTheServerOnly_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("there") << jsonText("{'url':'https://chat.x/_synapse/a'}") << true;
        QTest::newRow("the port is said") << jsonText("{'url':'https://chat.x:443/a'}") << true;
        QTest::newRow("elsewhere") << jsonText("{'url':'https://chat.x.evil.example/a'}") << false;
        QTest::newRow("another port") << jsonText("{'url':'https://chat.x:444/a'}") << false;
        QTest::newRow("without encryption") << jsonText("{'url':'http://chat.x/a'}") << false;
        QTest::newRow("with a name") << jsonText("{'url':'https://a:b@chat.x/a'}") << false;
        QTest::newRow("a number") << jsonText("{'url':7}") << false;
        QTest::newRow("none") << jsonText("{}") << false;
        QTest::newRow("no JSON") << QByteArray("https://chat.x/a") << false;
    }
    void takesAnAddressAtTheServerOnly()
    {
        QFETCH(QByteArray, reply);
        const QUrl server(QStringLiteral("https://chat.x"));
        QTEST(RendezvousRequests::readAddress(reply, server).isOk(), "isTaken");
    }
    void versionsGoOverTheNetwork()
    {
        Exchange last;
        HttpServer server([&last](const Exchange &exchange) {
            last = exchange;
            if (exchange->method == "GET")
                exchange->reply(304, {}, "text/plain", "ETag: \"2\"\r\n");
            else
                exchange->reply(202, {}, "text/plain", "ETag: \"2\"\r\n");
        });
        QVERIFY(server.listen());
        NetworkTransport transport;
        const QUrl address = server.url().resolved(QUrl(QStringLiteral("/rendezvous/abc")));
        const auto written =
            test::await(transport.send(address, RendezvousRequests::write("hello", "\"1\""), "token", false));
        QVERIFY(written.isOk());
        QCOMPARE(written->etag, QByteArray("\"2\""));
        QCOMPARE(last->path, QStringLiteral("/rendezvous/abc"));
        QCOMPARE(last->body, QByteArray("hello"));
        QCOMPARE(last->headers.value("if-match"), QByteArray("\"1\""));
        QCOMPARE(last->headers.value("content-type"), QByteArray("text/plain"));
        QVERIFY(!last->headers.contains("authorization"));
        const auto read =
            test::await(transport.send(address, RendezvousRequests::read("\"2\""), "token", false));
        QCOMPARE(last->headers.value("if-none-match"), QByteArray("\"2\""));
        QVERIFY(!last->headers.contains("if-match") && !last->headers.contains("authorization"));
        QVERIFY(!read.isOk());
        QCOMPARE(read.error().httpStatus, 304);
    }
};

QTEST_GUILESS_MAIN(TestRendezvousRequests)
#include "tst_rendezvousrequests.moc"
