// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;
using namespace std::chrono_literals;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemTimersFireOnce()
    {
        SystemClock clock;
        int fired = 0;
        const auto before = clock.elapsed();
        clock.after(5ms, this, [&] { ++fired; });
        QTRY_COMPARE(fired, 1);
        QVERIFY(clock.elapsed() - before >= 4ms);
        QVERIFY(clock.now() > 1'700'000'000'000);
    }
    void systemTimersEndWithContextOrHandle()
    {
        SystemClock clock;
        bool fired = false;
        {
            QObject context;
            clock.after(1ms, &context, [&] { fired = true; });
        }
        delete clock.after(1ms, this, [&] { fired = true; });
        bool isLater = false;
        clock.after(20ms, this, [&] { isLater = true; });
        QTRY_VERIFY(isLater);
        QVERIFY(!fired);
    }
    void fakeTimePassesInOrder()
    {
        FakeClock clock(1000);
        QStringList fired;
        const auto note = [&](const char *name) {
            return [&fired, &clock, name] {
                fired.append(QString::fromLatin1(name) + QString::number(clock.now()));
            };
        };
        clock.after(20ms, this, note("b"));
        clock.after(10ms, this, [&] {
            fired.append(u"a"_qs);
            clock.after(5ms, this, note("c"));
        });
        clock.after(60ms, this, note("late"));
        QCOMPARE(clock.untilNext(), 10ms);
        clock.advance(50ms);
        QCOMPARE(fired, (QStringList{u"a"_qs, u"c1015"_qs, u"b1020"_qs}));
        QCOMPARE(clock.now(), 1050);
        QCOMPARE(clock.pending(), 1);
    }
    void fakeTimersEndWithContextOrHandle()
    {
        FakeClock clock;
        bool fired = false;
        {
            QObject context;
            clock.after(1ms, &context, [&] { fired = true; });
        }
        delete clock.after(1ms, this, [&] { fired = true; });
        clock.advance(1s);
        QVERIFY(!fired);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
