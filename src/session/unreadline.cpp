// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/unreadline.h"

#include <algorithm>

namespace linnet {

// The line "new messages" is at first that of when the room was opened, so it is looked for only until the
// page with the read marker is there. Only start() moves it afterwards.
void UnreadLine::find(const QList<StoredEvent> &page, const QList<TimelineItem> &rows, TimelineList &list)
{
    if (m_isFound || m_readMarker.isEmpty())
        return;
    qsizetype next = 0;
    for (const StoredEvent &stored : page) {
        const bool isRow = next < rows.size() && rows.at(next).event == stored.event.id;
        if (isRow && m_isFound && !rows.at(next).isOwn) {
            list.setUnreadKey(rows.at(next).key);
            return;
        }
        next += isRow ? 1 : 0;
        m_isFound = m_isFound || stored.event.id == m_readMarker;
    }
    if (!m_isFound)
        return;
    const QList<TimelineItem> &items = list.items();
    const auto end = items.cbegin() + list.historyCount();
    const auto other = std::find_if(items.cbegin(), end, [](const TimelineItem &row) { return !row.isOwn; });
    // At reset the rows of the page are the items, and there is nothing behind them.
    if (other != end && (rows.isEmpty() || rows.constFirst().key != items.constFirst().key))
        list.setUnreadKey(other->key);
}

void UnreadLine::start(const QList<StoredEvent> &events, TimelineList &list, TimelineDiff &diff)
{
    for (const StoredEvent &stored : events) {
        const int at = list.historyRowOf(stored.event.id);
        if (at < 0 || !list.at(at).isNews())
            continue;
        const int before = list.indexOf(list.unreadKey());
        list.setUnreadKey(list.at(at).key);
        m_isFound = true; // an older page must not take it back to the marker
        list.refreshFlags(before, diff);
        list.refreshFlags(at, diff);
        break;
    }
}

void UnreadLine::follow(TimelineList &list, TimelineDiff &diff)
{
    const QString &key = list.unreadKey();
    if (key.isEmpty() || list.indexOf(key) >= 0)
        return;
    for (int at = list.historyRowAt(list.seqOf(EventId(key))) + 1; at < list.historyCount(); ++at) {
        if (list.at(at).isOwn)
            continue;
        list.setUnreadKey(list.at(at).key);
        list.refreshFlags(at, diff);
        return;
    }
}

}
