// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace linnet {

/// Where the program gets its time from, so that tests can make hours pass. GUI thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall clock, milliseconds since the Unix epoch, UTC.
    virtual qint64 now() const = 0;
    /// Never goes backwards; runs on while the machine sleeps where the system can tell.
    virtual std::chrono::milliseconds elapsed() const = 0;
    /// Calls `fn` once after `delay` unless `context` dies or the returned object is deleted before.
    /// The timer is a child of `context`.
    virtual QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> fn) = 0;
};

/// The real time.
class SystemClock final : public Clock
{
public:
    qint64 now() const override;
    std::chrono::milliseconds elapsed() const override;
    QObject *after(std::chrono::milliseconds delay, QObject *context, std::function<void()> fn) override;
};

}
