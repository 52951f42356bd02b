// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelinelist.h"

namespace linnet {

/// Where the line "new messages" stands in the rows of a TimelineList: above the first message of others
/// behind the read marker of when the room was opened, later above what start() is told. Pure.
class UnreadLine
{
public:
    explicit UnreadLine(EventId readMarker = {}) : m_readMarker(std::move(readMarker)) {}

    /// Looks in a page that comes before all others so far; `rows`: those of it, which `list` may have
    /// already.
    void find(const QList<StoredEvent> &page, const QList<TimelineItem> &rows, TimelineList &list);
    /// It goes above the first message of others among these, if there is one.
    void start(const QList<StoredEvent> &events, TimelineList &list, TimelineDiff &diff);
    /// The row that it stood above may be gone.
    static void follow(TimelineList &list, TimelineDiff &diff);

private:
    EventId m_readMarker;
    bool m_isFound = false;
};

}
