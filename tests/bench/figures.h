// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

namespace linnet::bench {

/// The times of one thing done again and again, and the line that tells them: by the clock on the wall, and
/// the processor time of all threads, which other programs disturb less.
class Figures
{
public:
    /// Does `work` once and notes how long it took.
    template <typename Work>
    void time(Work work)
    {
        const double processor = processorTime();
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
        m_wall.push_back(wall.count());
        m_processor.push_back(processorTime() - processor);
    }

    double middle() const { return at(m_wall, 0.5); }          ///< ms on the wall
    double mostly() const { return at(m_wall, 0.95); }         ///< ms on the wall, of 95 in 100
    double nearlyMost() const { return at(m_wall, 0.99); }     ///< ms on the wall, of 99 in 100
    double middleWork() const { return at(m_processor, 0.5); } ///< ms of processor time

    /// Says the times; `budget` in ms, for 99 in 100 of them.
    void tell(const char *what, double budget) const
    {
        std::printf("  %-42s min %8.3f  median %8.3f  p99 %8.3f  max %8.3f ms  cpu median %8.3f ms  "
                    "(n %zu, budget %g ms%s)\n",
                    what, at(m_wall, 0), middle(), at(m_wall, 0.99), at(m_wall, 1), at(m_processor, 0.5),
                    m_wall.size(), budget, nearlyMost() > budget ? ", MISSED" : "");
        std::fflush(stdout);
    }
    /// Says how many of `count` events each time makes in a second; `budget` in events/s, 0 if there is none.
    void tellRate(const char *what, long long count, double budget) const
    {
        const auto rate = [count](double ms) { return double(count) * 1000 / ms; };
        std::printf(
            "  %-42s min %8.0f  median %8.0f  max %8.0f  cpu median %8.0f events/s  (median %.1f ms, n %zu",
            what, rate(at(m_wall, 1)), rate(middle()), rate(at(m_wall, 0)), rate(at(m_processor, 0.5)),
            middle(), m_wall.size());
        if (budget > 0)
            std::printf(", budget %.0f%s", budget, rate(middle()) < budget ? ", MISSED" : "");
        std::printf(")\n");
        std::fflush(stdout);
    }

private:
    static double processorTime() { return double(std::clock()) * 1000 / CLOCKS_PER_SEC; }
    /// 0: the least, 0.5: the middle one, 1: the most.
    static double at(std::vector<double> times, double part)
    {
        std::sort(times.begin(), times.end());
        return times[std::min(times.size() - 1, std::size_t(double(times.size()) * part))];
    }

    std::vector<double> m_wall;
    std::vector<double> m_processor;
};

}
