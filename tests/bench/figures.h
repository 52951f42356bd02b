// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace linnet::bench {

/// The times of one thing done again and again, and the line that tells them. The middle one also becomes
/// the benchmark result of the running test function, in ms.
class Figures
{
public:
    /// Does `work` once and notes how long it took.
    template <typename Work>
    void time(Work work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        note(timer.nsecsElapsed());
    }
    void note(qint64 nanoseconds) { m_times.push_back(double(nanoseconds) / 1e6); }

    double least() const { return sorted().front(); }
    double middle() const { return sorted()[m_times.size() / 2]; }
    double most() const { return sorted().back(); }

    /// Says the times; `budget` in ms.
    void tell(const char *what, double budget) const
    {
        std::printf("    %-44s min %8.3f  median %8.3f  p99 %8.3f  max %8.3f ms  (n %zu, budget %g ms%s)\n",
                    what, least(), middle(), sorted()[m_times.size() * 99 / 100], most(), m_times.size(),
                    budget, middle() > budget ? ", MISSED" : "");
        finish();
    }
    /// Says how many of `count` events each time makes in a second; `budget` in events/s, 0 if there is none.
    void tellRate(const char *what, qint64 count, double budget) const
    {
        const auto rate = [count](double ms) { return double(count) * 1000 / ms; };
        std::printf("    %-44s min %8.0f  median %8.0f  max %8.0f events/s  (median %.1f ms, n %zu", what,
                    rate(most()), rate(middle()), rate(least()), middle(), m_times.size());
        if (budget > 0)
            std::printf(", budget %.0f%s", budget, rate(middle()) < budget ? ", MISSED" : "");
        std::printf(")\n");
        finish();
    }

private:
    std::vector<double> sorted() const
    {
        std::vector<double> times = m_times;
        std::sort(times.begin(), times.end());
        return times;
    }
    void finish() const
    {
        std::fflush(stdout);
        QTest::setBenchmarkResult(middle(), QTest::WalltimeMilliseconds);
    }

    std::vector<double> m_times;
};

}
