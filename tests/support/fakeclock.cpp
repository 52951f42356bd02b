// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeclock.h"

#include <algorithm>

namespace linnet::test {

using std::chrono::milliseconds;

QObject *FakeClock::after(milliseconds delay, QObject *context, std::function<void()> fn)
{
    auto *handle = new QObject(context);
    m_timers.append({m_elapsed + std::max(delay, milliseconds(0)), handle, std::move(fn)});
    return handle;
}

void FakeClock::advance(milliseconds time)
{
    const auto end = m_elapsed + time;
    for (qsizetype index = next(); index >= 0 && m_timers[index].due <= end; index = next()) {
        const Timer timer = m_timers.takeAt(index);
        const auto step = std::max(timer.due - m_elapsed, milliseconds(0));
        m_elapsed += step;
        m_now += step.count();
        timer.handle->deleteLater();
        timer.fn();
    }
    m_now += (end - m_elapsed).count();
    m_elapsed = end;
}

int FakeClock::pending() const
{
    return static_cast<int>(std::count_if(m_timers.cbegin(), m_timers.cend(),
                                          [](const Timer &timer) { return !timer.handle.isNull(); }));
}

milliseconds FakeClock::untilNext() const
{
    const qsizetype index = next();
    return index < 0 ? milliseconds(-1) : m_timers[index].due - m_elapsed;
}

qsizetype FakeClock::next() const
{
    qsizetype first = -1;
    for (qsizetype i = 0; i < m_timers.size(); ++i) {
        if (m_timers[i].handle && (first < 0 || m_timers[i].due < m_timers[first].due))
            first = i;
    }
    return first;
}

}
