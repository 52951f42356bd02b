// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sendline.h"

#include <QHash>

#include <map>

namespace linnet {

/// The lines of all rooms, and what is known of the events that their items relate to: an item whose content
/// names a transaction id (store/unsenttargets.h) is not sent before that has an event id. GUI thread.
class SendLines
{
public:
    using Entry = SendLine::Entry;

    void add(Entry entry); ///< at the end of its room's line
    /// The room that it stood in; empty: it was nowhere.
    RoomId remove(const TxnId &txn);
    void removeRoom(const RoomId &room);
    bool contains(const TxnId &txn) const { return m_rooms.contains(txn); }
    bool isEmpty() const { return m_rooms.isEmpty(); }
    RoomId roomOf(const TxnId &txn) const { return m_rooms.value(txn); }
    Entry *find(const TxnId &txn);
    const Entry *find(const TxnId &txn) const { return const_cast<SendLines *>(this)->find(txn); }

    SendLine *line(const RoomId &room);
    const SendLine *line(const RoomId &room) const { return const_cast<SendLines *>(this)->line(room); }
    QList<RoomId> rooms() const; ///< in which something stands
    QList<OutboxItem> items(const RoomId &room) const;
    QList<OutboxItem> unsent() const; ///< what the server has not taken yet, over all rooms, the oldest first
    QList<TxnId> onCommit();          ///< SendLine::onCommit() of all
    void endCuts();                   ///< SendLine::endCut() of all

    /// The server has `txn` as `event`. Comes back with what relates to it, whose content is another one now.
    QList<TxnId> learn(const TxnId &txn, const EventId &event);
    /// What the server has made of something that was sent in this run or left over; empty: not known.
    EventId eventOf(const TxnId &txn) const { return m_events.value(txn); }
    /// What waits in a room for something that is not there any more.
    QList<TxnId> orphans(const RoomId &room) const;
    /// What it waits for was refused, or waits for such a one itself.
    bool awaitsRefused(const Entry &entry) const;
    /// What relates to `txn` and has no id of it.
    QList<TxnId> waitingFor(const TxnId &txn) const;

private:
    std::map<RoomId, SendLine> m_lines; ///< of rooms in which there is or was something
    QHash<TxnId, RoomId> m_rooms;       ///< of what stands in the lines
    QHash<TxnId, EventId> m_events;
};

}
