// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messagehandler.h"

#include <QTest>

using namespace linnet;

class TestMessageHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesQueries_data();
    void hidesQueries();
};

void TestMessageHandler::hidesQueries_data()
{
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *message, const char *shown) {
        QTest::newRow(message) << QString::fromLatin1(shown);
    };
    row("plain words", "plain words");
    row("is it so? yes", "is it so? yes");
    row("GET http://h:8008/a/b?access_token=s3cret&from=1 failed", "GET http://h:8008/a/b?... failed");
    row("GET \"https://h/a?x=s3cret\"", "GET \"https://h/a?...\"");
    row("path /_matrix/client/api/v1/events?access_token=s3cret", "path /_matrix/client/api/v1/events?...");
    row("QUrl(http://h/?a=s3cret) and http://g/?b=s3cret", "QUrl(http://h/?... and http://g/?...");
    row("bare access_token=s3cret here", "bare access_token=... here");
    row("HTTP://H/x?TOKEN=s3cret", "HTTP://H/x?...");
}

void TestMessageHandler::hidesQueries()
{
    const QString shown = withoutSecrets(QString::fromLatin1(QTest::currentDataTag()));
    QTEST(shown, "shown");
    QVERIFY(!shown.contains(QLatin1String("s3cret")));
}

QTEST_GUILESS_MAIN(TestMessageHandler)
#include "tst_messagehandler.moc"
