// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/roomkey.h"
#include "matrix/relation.h"
#include "store/membertable.h"
#include "store/roomtable.h"

namespace linnet {

/// The events of rooms' histories, and with them what they relate to. Worker thread, either connection.
class EventTable
{
public:
    explicit EventTable(Database &database) : m_database(database) {}

    /// The key in the table; none if the room has an event of that id already, then nothing is changed.
    std::optional<qint64> insert(RoomNumber room, Seq seq, const Event &event);
    struct Pruned
    {
        qint64 row = 0; ///< the key in the table
        qint64 ts = 0;
        Relation relation; ///< its kind and target of before
    };
    /// Prunes the event as the spec wants it after a redaction by `redaction`. Nothing if it is not stored or
    /// was redacted before.
    std::optional<Pruned> redact(RoomNumber room, const EventId &target, const Event &redaction);
    /// The redaction of `target` that is stored, if any.
    std::optional<Event> redactionOf(RoomNumber room, const EventId &target) const;

    std::optional<Seq> seqOf(RoomNumber room, const EventId &event) const;
    /// Whether `sender` may have said just this since then (ms): an equal event is stored, or one that was
    /// deleted, of which nothing tells what it said.
    bool mayHold(RoomNumber room, const UserId &sender, const QString &type, const QByteArray &content,
                 qint64 since) const;
    /// By its key in the table.
    std::optional<StoredEvent> ofRow(qint64 row, MemberNames &names) const;
    std::optional<StoredEvent> at(RoomNumber room, Seq seq, MemberNames &names) const;
    /// Up to `limit` events with from <= seq < before, newest first; oldest first with from < seq <= to.
    QList<StoredEvent> newestBefore(RoomNumber room, Seq from, Seq before, int limit,
                                    MemberNames &names) const;
    QList<StoredEvent> oldestAfter(RoomNumber room, Seq from, Seq to, int limit, MemberNames &names) const;
    qint64 newestTs(RoomNumber room) const; ///< 0: no events
    qint64 tsOf(RoomNumber room, Seq seq) const;
    struct Placed
    {
        qint64 row = 0; ///< the key in the table
        RoomNumber room = 0;
        Seq seq = 0;
        Event event;
    };
    std::optional<Placed> placed(RoomNumber room, const EventId &event) const;
    /// What is not to be read for want of this key, the oldest first.
    QList<Placed> unreadable(RoomNumber room, const QString &session) const;
    /// What was decrypted and of which something is to be said of who sent it, by key and sender.
    struct Shielded
    {
        RoomKey key;
        UserId sender;
        Encryption::State state = Encryption::State::Decrypted;
    };
    QList<Shielded> shielded() const;
    /// Answers where the events lie.
    QList<Seq> setShield(RoomNumber room, const QString &session, const UserId &sender,
                         Encryption::State state);
    /// What could not be read can be now: `event` stands in the place of the one that is stored.
    void replace(const Placed &stored, const Event &event);
    /// Events of any room with a key below `below`, the last stored first.
    QList<Placed> newestRows(qint64 below, int limit) const;

private:
    Database &m_database;
};

}
