// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchedapplication.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace linnet;
using namespace std::chrono_literals;

namespace {

/// What a watch says, from its thread to the test's.
class Notes
{
public:
    void add(const StallWatch::Stall &stall)
    {
        const std::lock_guard lock(m_mutex);
        m_stalls.append(stall);
    }
    QList<StallWatch::Stall> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stalls;
    }

private:
    mutable std::mutex m_mutex;
    QList<StallWatch::Stall> m_stalls;
};

/// Of the application's events.
Notes events;

/// Comes back when the watch has said so many things.
Q_NEVER_INLINE void stallOnPurpose(const Notes &notes, qsizetype count)
{
    while (notes.all().size() < count)
        std::this_thread::sleep_for(1ms);
}

Q_NEVER_INLINE bool stallInAnEvent(const std::function<bool()> &isSeen)
{
    while (!isSeen())
        std::this_thread::sleep_for(1ms);
    return true;
}

}

class TestStallWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfAStallWithItsStack()
    {
        Notes notes;
        StallWatch watch([&notes](const StallWatch::Stall &stall) { notes.add(stall); });
        watch.begin();
        stallOnPurpose(notes, 1);
        watch.end();
        QTRY_COMPARE(notes.all().size(), 2);
        const auto stalls = notes.all();
        QVERIFY(!stalls[0].isOver);
        QVERIFY(stalls[1].isOver);
        QVERIFY(stalls[1].duration >= StallWatch::Limit);
        QVERIFY(stalls[1].duration >= stalls[0].duration);
#ifdef __GLIBC__
        const QString stack = stalls[0].stack.join(u'\n');
        QVERIFY2(stack.contains(QLatin1String("stallOnPurpose")), qPrintable(stack));
        QVERIFY2(stack.contains(QLatin1String("tellsOfAStallWithItsStack")), qPrintable(stack));
#endif
    }

    /// Telling of a stall takes long; what happens meanwhile is not part of it.
    void endsWhereItEnded()
    {
        Notes notes;
        std::atomic<bool> isTelling = false;
        std::atomic<bool> mayGoOn = false;
        StallWatch watch([&](const StallWatch::Stall &stall) {
            notes.add(stall);
            isTelling = true;
            while (!mayGoOn)
                std::this_thread::sleep_for(1ms);
        });
        QElapsedTimer time;
        time.start();
        watch.begin();
        while (!isTelling)
            std::this_thread::sleep_for(1ms);
        watch.end();
        const auto longest = std::chrono::milliseconds(time.elapsed() + 1);
        watch.begin();
        std::this_thread::sleep_for(50ms); // something else, which ends later
        watch.end();
        mayGoOn = true;
        QTRY_VERIFY(notes.all().size() >= 2);
        QVERIFY(notes.all().at(1).isOver);
        QVERIFY(notes.all().at(1).duration <= longest);
    }

    /// Doing nothing is no stall, and one that is over is not told of again.
    void saysNothingOfAnIdleLoop()
    {
        Notes notes;
        StallWatch watch([&notes](const StallWatch::Stall &stall) { notes.add(stall); });
        QTest::qWait(5 * int(StallWatch::Limit.count()));
        QCOMPARE(notes.all().size(), 0);
        watch.begin();
        stallOnPurpose(notes, 1);
        watch.end();
        QTRY_COMPARE(notes.all().size(), 2);
        QTest::qWait(5 * int(StallWatch::Limit.count()));
        QCOMPARE(notes.all().size(), 2);
    }

    /// What happens in an event, however deep, is seen by the application.
    void seesEvents()
    {
        const auto isSeen = [] {
            const auto stalls = events.all();
            return std::any_of(stalls.begin(), stalls.end(), [](const StallWatch::Stall &stall) {
                return !stall.isOver && (stall.stack.isEmpty() ||
                                         stall.stack.join(u'\n').contains(QLatin1String("stallInAnEvent")));
            });
        };
        bool isDone = false;
        QMetaObject::invokeMethod(
            this, [&] { isDone = stallInAnEvent(isSeen); }, Qt::QueuedConnection);
        QTRY_VERIFY(isDone);
    }

    /// Each stall is told of by itself.
    void tellsOfEachStall()
    {
        Notes notes;
        StallWatch watch([&notes](const StallWatch::Stall &stall) { notes.add(stall); });
        for (int i = 0; i < 3; ++i) {
            watch.begin();
            stallOnPurpose(notes, 2 * i + 1);
            watch.end();
            QTRY_COMPARE(notes.all().size(), 2 * i + 2);
        }
    }
};

int main(int argc, char **argv)
{
    const WatchedApplication application(argc, argv,
                                         [](const StallWatch::Stall &stall) { events.add(stall); });
    TestStallWatch test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_stallwatch.moc"
