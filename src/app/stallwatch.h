// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

class QThread;

namespace linnet {

/// Sees when the thread that made it does one thing for too long, from a thread of its own. Somebody has to
/// say when something begins and ends: WatchedApplication does so for events.
///
/// Where the C library is glibc, it also tells what the thread is doing: a signal makes it write down the
/// addresses on its stack, which are named afterwards, with addr2line where there is one. Names of functions
/// and files is all that a report holds. It is the thread that made the last StallWatch whose stack is looked
/// at. Costs a look every 4 ms.
class StallWatch
{
public:
    struct Stall
    {
        QStringList stack;                  ///< innermost first; empty once it is over, and on other systems
        std::chrono::milliseconds duration; ///< so far, or in all
        bool isOver = false;
    };
    /// Called on the watch's own thread, when a stall is seen and when it is over.
    using Report = std::function<void(const Stall &stall)>;

    static constexpr std::chrono::milliseconds Limit{16};

    /// In debug builds without sanitizers; elsewhere where LINNET_WATCH_STALLS is set.
    static bool isWanted();
    static void log(const Stall &stall);

    explicit StallWatch(Report report = log);
    ~StallWatch();
    Q_DISABLE_COPY_MOVE(StallWatch)

    void begin();
    void end();

private:
    void run();
    void watch(qint64 began);
    static qint64 now();

    Report m_report;
    std::atomic<qint64> m_began = 0;   ///< ns; 0: nothing is being done
    std::atomic<qint64> m_watched = 0; ///< the beginning of what is seen to take long
    std::atomic<qint64> m_ended = 0;   ///< its end; 0: not yet
    std::atomic<bool> m_isEnding = false;
    std::unique_ptr<QThread> m_thread;
};

}
