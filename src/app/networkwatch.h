// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/systemsignals.h"
#include "base/clock.h"

#include <QObject>
#include <QTimer>

namespace linnet {

/// Tells when it is worth to try the network at once (it has come back, is another one, or the computer woke
/// from sleep) and when it has gone. GUI thread.
///
/// The system says so (NetworkManager and logind, elsewhere what Qt knows); where nobody does, waking is seen
/// by two clocks that drift apart: one that runs on during sleep and one that does not.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Interval{5}; ///< between looks at the clocks
    static constexpr std::chrono::seconds Jump{5};     ///< a drift of this much was a sleep
    /// A change is told in several pieces; this long after the first one they count as one.
    static constexpr std::chrono::milliseconds Settling{300};

    explicit NetworkWatch(Clock &clock, QObject *parent = nullptr);

    /// Compares the two clocks; done by itself every Interval.
    void look();

Q_SIGNALS:
    void isBack();
    void isLost(); ///< what is being waited for will not come

private:
    void watchReachability();
    void onChanged();
    void onLost();

    Clock &m_clock;
    SystemSignals m_system;
    QTimer m_timer;
    QObject *m_settling = nullptr; ///< the timer of a change, while it runs
    std::chrono::milliseconds m_lastElapsed;
    std::chrono::steady_clock::time_point m_lastSteady;
};

}
