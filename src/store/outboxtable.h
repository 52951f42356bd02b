// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/outboxbytes.h"
#include "store/roomtable.h"

#include <QHash>

namespace linnet {

/// What waits to be sent, in sending order. Worker thread.
class OutboxTable
{
public:
    explicit OutboxTable(Database &database) : m_database(database) {}

    void put(const OutboxItem &item);    ///< a known transaction id keeps its place in the order
    void update(const OutboxItem &item); ///< nothing, if it is not there
    void remove(const TxnId &txn);       ///< its bytes stay, see removeOrphans()
    /// It leaves as `event`: what relates to it names that from now on.
    void deliver(const TxnId &txn, const EventId &event);
    void setSentAs(const TxnId &txn, const EventId &event);
    std::optional<OutboxItem> get(const TxnId &txn) const;
    QList<OutboxItem> all() const;
    QList<OutboxItem> of(const RoomId &room) const;

    void putBytes(const TxnId &txn, const OutboxBytes &bytes);
    OutboxBytes bytesOf(const TxnId &txn) const;
    void removeOrphans(); ///< bytes of what has been removed

private:
    Database &m_database;
};

/// Finds one's own echoes among committed events and takes their items out of the outbox. Made for one
/// transaction; worker thread.
class EchoMatcher
{
public:
    explicit EchoMatcher(Database &database);
    /// The item that `event` is the echo of, by its transaction id or by the id that the server gave it.
    std::optional<TxnId> take(const RoomId &room, const Event &event);

private:
    OutboxTable m_outbox;
    QHash<TxnId, RoomId> m_byTxn;
    QHash<EventId, TxnId> m_bySentAs;
};

}
