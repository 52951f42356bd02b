// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/hierarchyrequests.h"
#include "session/apiclient.h"
#include "store/records.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

namespace linnet {

/// What the server says of the rooms in spaces, page by page, and kept for a while. A space is asked for by
/// itself, one level deep, so that none that holds itself, or thousands of others, costs more than what is
/// looked at. GUI thread; must not outlive its ApiClient.
class SpaceHierarchy : public QObject
{
    Q_OBJECT

public:
    /// What is known of one space.
    struct Listing
    {
        std::optional<HierarchyRoom> space; ///< itself
        QList<SpaceChild> children;         ///< in its order
        bool isLoading = false;
        bool hasMore = false;       ///< another page is there to be asked for
        std::optional<Error> error; ///< of the page that was asked for last
    };

    explicit SpaceHierarchy(ApiClient &api, QObject *parent = nullptr);

    /// Servers of before 2021 know nothing of it.
    bool isAvailable() const;
    Listing listing(const RoomId &space) const;
    /// Null if no page has told of it.
    const HierarchyRoom *find(const RoomId &room) const;

    /// Asks for the first page, unless it is known and of today; what is known stays until the new one is
    /// here.
    void open(const RoomId &space);
    void reload(const RoomId &space);   ///< however new it is
    void loadMore(const RoomId &space); ///< the next page, or the one that failed again

Q_SIGNALS:
    void changed(const linnet::RoomId &space);

private:
    struct Entry
    {
        Listing listing;
        QString next;
        QSet<QString> asked; ///< a page that comes again is the end
        std::chrono::milliseconds at{0};
        int serial = 0; ///< of the first page; an answer of before a reload is not wanted
    };
    void load(const RoomId &space, const QString &from);
    void onPage(const RoomId &space, const QString &from, const Result<HierarchyPage> &result);
    Task<HierarchyPage> ask(const RoomId &space, const QString &from);

    ApiClient &m_api;
    QHash<RoomId, Entry> m_entries;
    QHash<RoomId, HierarchyRoom> m_rooms;
};

}
