// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/clockskew.h"

#include <QTest>

using namespace linnet;

class TestClockSkew : public QObject
{
    Q_OBJECT

    static constexpr qint64 Now = 1'767'225'600'000;
    static constexpr qint64 Minute = 60'000;

    static void hear(ClockSkew &skew, qint64 apart, int times)
    {
        for (int i = 0; i < times; ++i)
            skew.hear(Now, Now + apart);
    }

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<qint64>("apart");
        QTest::addColumn<bool>("isOff");
        QTest::newRow("right") << qint64(0) << false;
        QTest::newRow("a slow answer") << 2 * Minute << false;
        QTest::newRow("at the limit") << 5 * Minute << false;
        QTest::newRow("fast") << 6 * Minute << true;
        QTest::newRow("slow") << -6 * Minute << true;
        QTest::newRow("without a battery") << -Now << true;
    }
    void says()
    {
        QFETCH(qint64, apart);
        ClockSkew skew;
        QVERIFY(!skew.isOff());
        hear(skew, apart, 10);
        QTEST(skew.isOff(), "isOff");
    }
    void oneAnswerThatWasReadLateSaysNothing()
    {
        ClockSkew skew;
        hear(skew, 0, 10);
        hear(skew, 480 * Minute, 1);
        QVERIFY(!skew.isOff());
        hear(skew, 0, 1);
        hear(skew, 480 * Minute, 1);
        QVERIFY(!skew.isOff());
    }
    void isOverOnceItIsRight()
    {
        ClockSkew skew;
        hear(skew, 60 * Minute, 10);
        QVERIFY(skew.isOff());
        hear(skew, 0, 1);
        QVERIFY(!skew.isOff());
    }
};

QTEST_GUILESS_MAIN(TestClockSkew)
#include "tst_clockskew.moc"
