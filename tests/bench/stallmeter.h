// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace linnet::bench {

/// The application of a benchmark that wants to know how long its window could not answer: the longest time
/// that one event took. GUI thread.
class StallMeter : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        ++m_depth;
        const char *className = receiver->metaObject()->className(); // it may be gone afterwards
        const int type = event->type();
        const double processor = processorTime();
        const auto start = std::chrono::steady_clock::now();
        const bool result = QApplication::notify(receiver, event);
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
        m_longest = std::max(m_longest, wall.count());
        if (const double work = processorTime() - processor; work > m_longestWork) {
            m_longestWork = work;
            m_what = QStringLiteral("%1, event %2").arg(QLatin1String(className)).arg(type);
        }
        --m_depth;
        return result;
    }

    /// Does `work` as an event, which counts like those that come from outside.
    template <typename Work>
    void post(Work work)
    {
        QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
    }

    void restart()
    {
        m_longest = m_longestWork = 0;
        m_what.clear();
    }
    /// Says how long the longest event was; `limit` in ms.
    void tell(const char *what, double limit) const
    {
        std::printf("  %-42s longest stall %8.3f ms  work %8.3f ms  (%s; limit %g ms%s)\n", what, m_longest,
                    m_longestWork, qPrintable(m_what), limit, m_longest > limit ? ", MISSED" : "");
        std::fflush(stdout);
    }
    double longest() const { return m_longest; }         ///< ms on the wall
    double longestWork() const { return m_longestWork; } ///< ms of the thread's processor time
    QString what() const { return m_what; }              ///< whose longestWork() it was

private:
    static double processorTime()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

    int m_depth = 0;
    double m_longest = 0;
    double m_longestWork = 0;
    QString m_what;
};

}
