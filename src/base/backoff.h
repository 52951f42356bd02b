// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace linnet {

/// How long to wait before the next try: doubles from `first` to `most`, then varied by up to a quarter so
/// that the clients of a restarted server do not all come back at once. A value, any thread.
class Backoff
{
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds most) : m_first(first), m_most(most) {}

    /// `jitter` in 0..1 picks a place between 75 % and 125 % of the plain delay.
    std::chrono::milliseconds next(double jitter);
    void reset() { m_tries = 0; }
    int tries() const { return m_tries; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_most;
    int m_tries = 0;
};

}
