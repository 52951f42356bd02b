// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>
#include <QPointer>

namespace linnet::test {

/// Time that passes only when a test says so. GUI thread; must outlive the contexts of its timers.
class FakeClock final : public Clock
{
public:
    /// Starts at 2026-01-01 00:00 UTC.
    explicit FakeClock(qint64 now = 1'767'225'600'000) : m_now(now) {}

    qint64 now() const override { return m_now; }
    std::chrono::milliseconds elapsed() const override { return m_elapsed; }
    QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> fn) override;

    /// Lets time pass and fires what is due, in order, each at its time; what those set up counts too.
    void advance(std::chrono::milliseconds time);
    /// Changes the wall clock alone, as a person or the network may.
    void setNow(qint64 now) { m_now = now; }
    /// How many timers run.
    int pending() const;
    /// How long until the next one fires; -1 ms if none runs.
    std::chrono::milliseconds untilNext() const;

private:
    struct Timer
    {
        std::chrono::milliseconds due;
        QPointer<QObject> handle;
        std::function<void()> fn;
    };
    /// The index of the running timer that is due first, or -1.
    qsizetype next() const;

    qint64 m_now;
    std::chrono::milliseconds m_elapsed{1'000'000};
    QList<Timer> m_timers;
};

}
