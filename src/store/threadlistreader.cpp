// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadlistreader.h"

#include "store/relatedreader.h"
#include "store/roomtable.h"
#include "store/threadtable.h"

namespace linnet {

Result<HistoryWindow> ThreadListReader::of(const RoomId &room) const
{
    HistoryWindow window;
    if (const auto row = RoomTable(m_database).find(room)) {
        QList<EventId> roots = ThreadTable(m_database).unread(row->key);
        Statement newest = m_database.query("SELECT target FROM relations WHERE room = ? AND kind = 3 "
                                            "GROUP BY target ORDER BY max(seq) DESC LIMIT ?",
                                            row->key, Most);
        while (newest.next()) {
            if (const EventId root(newest.text(0)); !roots.contains(root))
                roots.append(root);
        }
        MemberNames names(m_database, row->key);
        const RelatedReader related(m_database, row->key, names);
        window.events = related.stored(roots);
        window.related = related.of(window.events, roots);
    }
    if (auto error = m_database.takeError())
        return *error;
    return window;
}

}
