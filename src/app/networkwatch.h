// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

namespace linnet {

/// Tells when it is worth to try the network at once: it has come back, or the computer woke from sleep. GUI
/// thread.
///
/// Waking is seen by two clocks that drift apart: one that runs on during sleep and one that does not; the
/// system is asked for no more than its reachability, where Qt has a backend for it.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Interval{5}; ///< between looks at the clocks
    static constexpr std::chrono::seconds Jump{5};     ///< a drift of this much was a sleep

    explicit NetworkWatch(Clock &clock, QObject *parent = nullptr);

Q_SIGNALS:
    void isBack();

private:
    void watchReachability();
    void look();

    Clock &m_clock;
    QTimer m_timer;
    std::chrono::milliseconds m_lastElapsed;
    std::chrono::steady_clock::time_point m_lastSteady;
};

}
