// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomtable.h"

namespace linnet {

/// How far one has read in a thread, and what is unread there.
struct ThreadRow
{
    EventId root; ///< empty: this is what one has read of the whole room, its threads included
    EventId readMarker;
    std::optional<Seq> readSeq; ///< of readMarker; not set while that event is not stored
    int unread = 0;
    int highlight = 0;
    bool takesPart = false; ///< one has written in it, or what it began with

    bool isAnyUnread() const { return unread > 0 || highlight > 0; }
    friend bool operator==(const ThreadRow &, const ThreadRow &) = default;
};

/// The `threads` table: those of which something is known but their messages. Worker thread, either
/// connection.
class ThreadTable
{
public:
    explicit ThreadTable(Database &database) : m_database(database) {}

    ThreadRow get(RoomNumber room, const EventId &root) const; ///< nothing was read of one that is not there
    void save(RoomNumber room, const ThreadRow &row);
    QList<EventId> unread(RoomNumber room) const;
    /// Events were stored of which some may be markers. Answers whose.
    QList<EventId> findMarkers(RoomNumber room);
    struct Sum
    {
        /// Where one takes part, and what names the reader elsewhere. What is in no thread since that cannot
        /// be is counted by servers as if it were: it is the room's.
        int unread = 0;
        int highlight = 0;
        bool isAny = false;
    };
    Sum sum(RoomNumber room) const;

private:
    Database &m_database;
};

}
