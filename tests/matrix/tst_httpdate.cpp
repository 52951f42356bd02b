// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/httpdate.h"

#include <QTest>

using namespace linnet;

class TestHttpDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("time");
        QTest::newRow("the example of RFC 9110")
            << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784'111'777'000);
        QTest::newRow("with blanks") << QByteArray(" Thu, 01 Jan 2026 00:00:00 GMT ")
                                     << qint64(1'767'225'600'000);
        QTest::newRow("none") << QByteArray() << qint64(0);
        QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 +0100") << qint64(0);
        QTest::newRow("no date") << QByteArray("yesterday") << qint64(0);
    }
    void reads()
    {
        QFETCH(QByteArray, header);
        QTEST(timeOfHttpDate(header), "time");
    }
};

QTEST_GUILESS_MAIN(TestHttpDate)
#include "tst_httpdate.moc"
