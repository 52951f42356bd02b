// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// Where a reader is in a timeline: the first visible row and how many pixels of it are above the edge. An
/// empty key: at the bottom, following.
struct TimelineAnchor
{
    QString key;
    int offset = 0;
    friend bool operator==(const TimelineAnchor &, const TimelineAnchor &) = default;
};

}
