// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <compare>
#include <limits>

namespace linnet {

/// Where a message stands among all that are indexed: by the minute in which it was said, then as it came. It
/// is the key of the message in MessageIndex, which so finds the newest first. Minutes, as the index stores
/// differences of keys, and large ones cost. As it is made: behind the newest.
struct MessagePlace
{
    static constexpr int InMinute = 256;
    /// Where more are said in a minute, they take places of as many minutes after it.
    static constexpr int MostMinutes = 64;

    qint64 key = std::numeric_limits<qint64>::max();

    /// The first of the minute of `ts` (ms since the epoch).
    static MessagePlace of(qint64 ts)
    {
        constexpr qint64 msPerMinute = 60'000;
        return {std::max<qint64>(ts, 0) / msPerMinute * InMinute};
    }

    qint64 minute() const { return key / InMinute; }

    friend auto operator<=>(const MessagePlace &, const MessagePlace &) = default;
};

}
