// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"

namespace linnet {

/// Keeps a room's read marker and, where the server does not count, its numbers of unread messages and of
/// those that name the reader. Changes the RoomRow it is given; the caller saves it. Worker thread.
class UnreadCounter
{
public:
    UnreadCounter(Database &database, const UserId &self)
        : m_database(database), m_events(database), m_self(self)
    {
    }

    /// A new event at the newest end. One's own message means that one has read up to it.
    void countAppended(RoomRow &row, Seq seq, const Event &event) const;
    /// One has read up to `event`. `mayBeUnknown`: an event that is not stored lies in a gap, not before
    /// everything. Never moves backwards. True if something changed.
    bool markRead(RoomRow &row, const EventId &event, bool mayBeUnknown) const;
    /// The first that is seen of a room: all of it counts as read, as nothing says otherwise.
    void startAt(RoomRow &row, Seq seq, const EventId &event) const;
    /// Nothing was ever read of the room: all of it since one came in is unread. False if something was, or
    /// if that event is not stored.
    bool startAtJoin(RoomRow &row) const;
    /// An event that was missed has come in between: it is unread if it is newer than what was read.
    void countOlder(RoomRow &row, Seq seq) const;
    /// The stored event is about to be redacted.
    void uncount(RoomRow &row, const StoredEvent &stored) const;
    void recount(RoomRow &row) const;
    /// History has come that may hold the event of the marker.
    void resolve(RoomRow &row) const;

    static bool isMessage(const Event &event);
    static bool isReplacement(const Event &event); ///< an edit: nothing new to read, and no preview

private:
    bool isCounted(const Event &event) const;
    bool isHighlight(const RoomRow &row, const QByteArray &content) const;
    Seq countedAfter(const RoomRow &row) const;

    Database &m_database;
    EventTable m_events;
    UserId m_self;
};

}
