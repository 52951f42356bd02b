// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "session/sendlines.h"
#include "store/store.h"

#include <QObject>

namespace linnet {

/// What a person wrote and the server may not have yet: in memory, in sending order, and on disk. It only
/// keeps; the SendQueue sends, and says here what became of each item. A way that does not say otherwise
/// tells of its change by changed() or removed(). GUI thread.
class Outbox : public QObject
{
    Q_OBJECT

public:
    using Entry = SendLine::Entry;

    Outbox(Store &store, Clock &clock) : m_store(store), m_clock(clock) {}

    SendLines &lines() { return m_lines; }
    const SendLines &lines() const { return m_lines; }
    Entry *find(const TxnId &txn) { return m_lines.find(txn); }

    void load(const QList<OutboxItem> &items); ///< what was left over from last time
    TxnId add(const RoomId &room, const QString &type, const QByteArray &content, const OutboxBytes &bytes);
    void insert(Entry entry);    ///< at the end of its room's line
    void save(const TxnId &txn); ///< writes it as it is now
    /// Nothing is sent of it until reopen(). It must be there, as for all that follows.
    void park(const TxnId &txn, const Error &error);
    void reopen(const TxnId &txn); ///< what was parked waits again
    /// The server has it, and its echo is to come. What relates to it can be sent now.
    void setSent(const TxnId &txn, const EventId &event);
    void discard(const TxnId &txn); ///< in memory and on disk
    /// Its echo was committed; does nothing if it is not here.
    void onDelivered(const DeliveredItem &delivered);
    /// A sync was committed: what the server has, but whose echo the sync has left out, is over too. It comes
    /// with the room's history.
    void onCommit();
    void forget(const RoomId &room); ///< the store has erased the room

    /// Why an item is parked that nothing but a person can decide on.
    static constexpr auto MayBeSent = "chat.linnet.MAY_BE_SENT";
    static constexpr auto TargetGone = "chat.linnet.TARGET_GONE";

Q_SIGNALS:
    void changed(const linnet::OutboxItem &item);                         ///< new or different
    void written(const linnet::TxnId &txn, const linnet::Status &status); ///< on disk from now on, or not
    void removed(const linnet::RoomId &room, const linnet::TxnId &txn);

private:
    void onWritten(const TxnId &txn, quint64 writing, const Status &status);
    void learn(const TxnId &txn, const EventId &event);
    void drop(const TxnId &txn);
    void eraseRow(const TxnId &txn, const EventId &sentAs = {});

    Store &m_store;
    Clock &m_clock;
    SendLines m_lines;
    quint64 m_writings = 0; ///< so far
};

}
