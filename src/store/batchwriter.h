// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/roomkey.h"
#include "store/roomwriter.h"

#include <memory>
#include <vector>

namespace linnet {

class Decrypter;

/// Turns one reply of the server into rows, all of it or nothing: events, state, members, counts, outbox
/// matches and, last, the sync position. Each public call is one transaction of its own. Worker thread.
class BatchWriter
{
public:
    /// `tick` is called between the small steps of a call; reads on another connection may be done in it.
    BatchWriter(
        Database &database, const UserId &self, std::function<void()> tick = [] {})
        : m_database(database), m_self(self), m_tick(std::move(tick))
    {
    }

    /// `keys` are those that came with it: what waits for them is decrypted.
    Result<CommittedBatch> write(const SyncBatch &batch, Dialect dialect, qint64 now,
                                 const QList<RoomKey> &keys = {}, Decrypter *decrypter = nullptr);
    /// Decrypts what waits for these keys, in the rooms in which anything does.
    Result<QList<CommittedRoom>> decryptWaiting(const QList<RoomKey> &keys, Decrypter &decrypter, qint64 now);
    /// Of these rooms those that there are, as if something had changed in them.
    Result<QList<CommittedRoom>> touch(const QList<RoomId> &rooms, qint64 now);
    /// Keeps account data; the rooms in which something else is unread because of it.
    Result<QList<CommittedRoom>> setAccountData(const QString &type, const QByteArray &content, qint64 now);
    /// Says of whom stored messages come, where something was to be said, as it is known now.
    Result<QList<CommittedRoom>> refreshShields(const Decrypter &decrypter, qint64 now);
    /// A page of history and how many of its events were new; a page that fits no gap adds nothing.
    struct HistoryResult
    {
        int added = 0;
        bool reachedStart = false;
        CommittedRoom room; ///< without an id if there is no such room any more
    };
    Result<HistoryResult> writeHistory(const RoomId &room, const HistoryPage &page, qint64 now);
    /// NotFound if there is no such room any more; the same for markRead().
    Result<CommittedRoom> writeMembers(const RoomId &room, const QList<Event> &members, qint64 now);
    /// As Store::markRead(); the same for setMarkedUnread().
    Result<CommittedRoom> markRead(const RoomId &room, const EventId &event, const EventId &thread,
                                   qint64 now);
    Result<CommittedRoom> setMarkedUnread(const RoomId &room, bool isMarked, qint64 now);

private:
    /// One for each room that a transaction is about, in the order in which they came up.
    class Writers;
    void decryptWaiting(const QList<RoomKey> &keys, Decrypter &decrypter, Writers &writers) const;
    void recount(Writers &writers) const;
    bool isGone(const RoomId &room) const;
    QList<RoomId> roomsLeftUnseen(const QList<RoomId> &allRooms) const;
    QList<RoomId> writeDirectRooms(const QHash<RoomId, UserId> &rooms);
    Result<QList<CommittedRoom>> changeRooms(qint64 now, const std::function<void(Writers &)> &work);
    template <typename Work>
    Result<CommittedRoom> changeRoom(const RoomId &room, qint64 now, Work work);

    Database &m_database;
    UserId m_self;
    std::function<void()> m_tick;
};

}
