// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <algorithm>

namespace linnet {

std::chrono::milliseconds Backoff::next(double jitter)
{
    auto delay = m_first;
    for (int i = 0; i < m_tries && delay < m_most; ++i)
        delay *= 2;
    delay = std::min(delay, m_most);
    ++m_tries;
    return std::chrono::milliseconds(
        static_cast<long long>(static_cast<double>(delay.count()) * (0.75 + jitter / 2)));
}

}
