// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <QTest>

using namespace linnet;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToItsMost()
    {
        Backoff backoff(1s, 60s);
        for (auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s})
            QCOMPARE(backoff.next(0.5), std::chrono::milliseconds(expected));
        QCOMPARE(backoff.tries(), 8);
        backoff.reset();
        QCOMPARE(backoff.next(0.5), std::chrono::milliseconds(1s));
    }
    void jitterVariesByAQuarter()
    {
        QCOMPARE(Backoff(1s, 60s).next(0), 750ms);
        QCOMPARE(Backoff(1s, 60s).next(1), 1250ms);
    }
    void neverOverflows()
    {
        Backoff backoff(1s, 60s);
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(backoff.next(1) <= 75s);
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
