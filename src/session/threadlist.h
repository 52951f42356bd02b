// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/hiding.h"
#include "session/timelinerows.h"
#include "store/store.h"

#include <QObject>

#include <memory>

namespace linnet {

/// The threads of a room (client-server API, "Threading" and "GET /rooms/{roomId}/threads"): those that are
/// stored, the unread ones first, then page by page what only the server tells of. GUI thread; must not
/// outlive its arguments.
class ThreadList : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        EventId root;
        std::optional<TimelineItem> row;              ///< of the root; none while that is not here
        std::shared_ptr<const ThreadSummary> summary; ///< null: only the server knows more of it
        bool isUnread() const { return summary && summary->unread > 0; }
    };
    enum class More { None, Loading, There, Failed };

    ThreadList(ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);

    void setHiding(const HidingRule &rule); ///< whose words are not shown
    void load(const RoomId &room); ///< also when something was said in it: what the server told stays
    void loadMore();               ///< a page of the server, the first or the next
    const RoomId &room() const { return m_room; }
    QList<Entry> entries() const;
    More more() const { return m_more; }
    bool hasLoaded() const { return m_hasLoaded; } ///< what is stored is here

Q_SIGNALS:
    void changed();

private:
    void onStored(const HistoryWindow &window);
    void onPage(const HistoryWindow &page);
    void setMore(More more);
    void hide(Entry &entry) const;

    ApiClient &m_api;
    Store &m_store;
    TimelineRows m_rows;
    HidingRule m_hiding;
    RoomId m_room;
    QList<Entry> m_stored;
    QList<Entry> m_told; ///< by the server, in its order
    QString m_next;      ///< asks for its next page
    More m_more = More::None;
    bool m_hasLoaded = false;
    std::unique_ptr<QObject> m_loading; ///< context of what is being read of the room
};

}
