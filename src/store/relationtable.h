// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/relation.h"
#include "store/membertable.h"

namespace linnet {

/// Which stored events relate to which others, whether those are stored or not, by the key of the event; kept
/// in step by EventTable. A redacted event relates to nothing any more, but stays in its thread without being
/// counted there; an edit without new content never related to anything. Worker thread, either connection.
class RelationTable
{
public:
    explicit RelationTable(Database &database) : m_database(database) {}

    void put(qint64 row, RoomNumber room, Seq seq, const Event &event);
    /// The event was redacted. Answers kind and target of what it related to.
    Relation take(qint64 row);

    /// The newest edit of a message by its sender, if any: of those that are stored and the one that the
    /// server has put beside it.
    std::optional<Event> newestEdit(RoomNumber room, const Event &event) const;
    /// By its sender; at most 500 that are stored.
    QList<Event> edits(RoomNumber room, const Event &event) const;
    /// The one that the server has put beside it, as long as it is not known to be deleted.
    std::optional<Event> bundledEdit(RoomNumber room, const Event &event) const;
    /// What the newest of them has made of its content; empty: there is none.
    QByteArray editedContent(RoomNumber room, const Event &event) const;
    /// The sum of the keys of all edits of the event, or of all that is no newer than `last`: another one
    /// once an edit came or went.
    qint64 editKeys(RoomNumber room, const EventId &event) const;
    qint64 editKeysUpTo(RoomNumber room, Seq last) const;

    /// What the event edits; empty: it is no edit that is stored.
    EventId editedBy(RoomNumber room, const EventId &event) const;
    /// The root of the thread that the event is in; empty: in none that is known here.
    EventId threadOf(RoomNumber room, const EventId &event) const;
    /// The same of an event that need not be stored, or of what it edits.
    EventId threadSpokenIn(RoomNumber room, const Event &event) const;
    bool isThread(RoomNumber room, const EventId &root) const; ///< something stored answers it in a thread
    /// The newest that names the thread and is not in it, since it cannot be, but in the room; may be empty.
    EventId newestStray(RoomNumber room, const EventId &root, Seq upTo) const;
    /// The event is known to be in no thread, nor to change anything in one (client-server API, "Threaded
    /// read receipts").
    bool isOfMain(RoomNumber room, EventId event) const;
    /// The newest `limit` events of a thread with from <= seq < before, newest first.
    QList<StoredEvent> ofThread(RoomNumber room, const EventId &root, Seq from, Seq before, int limit,
                                MemberNames &names) const;
    /// The newest that is not redacted.
    std::optional<StoredEvent> newestOfThread(RoomNumber room, const EventId &root, MemberNames &names) const;
    int countOfThread(RoomNumber room, const EventId &root, Seq after) const; ///< that are not redacted
    /// The oldest `limit` behind `after`, oldest first.
    QList<StoredEvent> ofThreadAfter(RoomNumber room, const EventId &root, Seq after, int limit,
                                     MemberNames &names) const;

private:
    std::optional<Event> newestStoredEdit(RoomNumber room, const Event &event) const;
    EventId targetOf(RoomNumber room, const EventId &event, Relation::Kind kind) const;

    Database &m_database;
};

}
