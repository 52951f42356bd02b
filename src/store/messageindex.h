// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/messagetext.h"
#include "store/roomtable.h"

namespace linnet {

/// The full-text index over the messages of all rooms, the writing side: EventTable keeps it in step with
/// `events`, in the same transaction. Worker thread.
///
/// A message is found by what its row says now: by the newest edit of its sender, if there is one, whose
/// words stand in the place of its own. An edit is no message of its own; one whose message is not stored
/// waits for it. It is found by its words and by tags of where, from whom, of what kind and in which hour it
/// is; the hour lets a reader go from the newest to the oldest although the index knows no order but that of
/// arrival.
class MessageIndex
{
public:
    /// What `tags` of the index hold.
    static QString roomTag(RoomKey room);
    static QString senderTag(const UserId &sender);
    static QString hourTag(qint64 hour);
    static QString linkTag();
    static QString mediaTag(MessageText::Media media); ///< not of None
    /// Hours since the epoch.
    static qint64 hourOf(qint64 ts);

    explicit MessageIndex(Database &database) : m_database(database) {}

    /// `row` is the event's key in `events`. Does nothing for what is no message.
    void add(qint64 row, RoomKey room, const Event &event);
    void remove(qint64 row);       ///< as the event is redacted, after it was
    void removeRoom(RoomKey room); ///< while its events are still there
    /// Adds up to `limit` of the events that were stored before there was an index, the newest first. False
    /// if none are left.
    bool addEarlier(int limit);

private:
    void addIfMissing(qint64 row, RoomKey room, const Event &event);
    void put(qint64 row, RoomKey room, const Event &event);
    void refresh(RoomKey room, const EventId &message);
    void take(qint64 row);

    Database &m_database;
};

}
