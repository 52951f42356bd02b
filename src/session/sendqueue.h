// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>

namespace linnet {

/// Sends what a person wrote, per room first in, first out, exactly once: the outbox row is on disk before
/// the first try, a retry uses the same transaction id, and the item leaves with its echo. Network errors,
/// 5xx and 429 pause the queue; any other refusal parks the item with the server's reason and the next go on.
/// GUI thread; owned by the Session.
class SendQueue : public QObject
{
    Q_OBJECT

public:
    SendQueue(ApiClient &api, Store &store, Clock &clock, QObject *parent = nullptr);

    enum class Permit { Yes, NotYet, Never };
    /// Is asked before each try whether plain text may go into a room: it may have become encrypted since the
    /// message was written. Never parks the item.
    void setPermit(std::function<Permit(const RoomId &)> permit) { m_permit = std::move(permit); }

    void load(const QList<OutboxItem> &items); ///< what was left over from last time
    /// Queues one event; `content` is JSON text. The echo is announced before this returns.
    TxnId send(const RoomId &room, const QString &type, const QByteArray &content);
    void retry(const TxnId &txn);
    void discard(const TxnId &txn);
    /// Goes on after a pause: a sync has worked again. A pause that the server asked for runs to its end.
    /// Nothing is sent before the first call, as the first sync may bring echoes of last time.
    void resume();
    void onDelivered(const QList<TxnId> &txns); ///< their echoes were committed
    /// A hole came before the newest events of `room`: the echoes of what the server has taken lie in it, and
    /// come with its history.
    void onGap(const RoomId &room);
    void forget(const RoomId &room); ///< the store has erased the room

    QList<OutboxItem> items(const RoomId &room) const;
    /// What the server has not taken yet.
    int count() const;

Q_SIGNALS:
    void changed(const linnet::OutboxItem &item);                       ///< new or different
    void removed(const linnet::RoomId &room, const linnet::TxnId &txn); ///< discarded, or its echo is here

private:
    void sendAll();
    void sendNext(const RoomId &room);
    const OutboxItem *nextOf(const RoomId &room) const;
    void onStored(const TxnId &txn, const Status &status);
    void onAnswer(const TxnId &txn, const Result<Reply> &result);
    void onSent(const TxnId &txn, const EventId &event);
    void onRefused(const TxnId &txn, const Error &error);
    void pause(const Error &error);
    void park(OutboxItem &item, const Error &error);
    void drop(const TxnId &txn);
    OutboxItem *find(const TxnId &txn);

    ApiClient &m_api;
    Store &m_store;
    Clock &m_clock;
    std::function<Permit(const RoomId &)> m_permit;
    QList<OutboxItem> m_items; ///< in sending order over all rooms
    QSet<TxnId> m_unstored;    ///< not on disk yet
    QHash<RoomId, TxnId> m_underWay;
    QHash<TxnId, int> m_faults; ///< 5xx or unreadable answers to the same item
    Backoff m_backoff;
    std::chrono::milliseconds m_pausedUntil{0}; ///< on Clock::elapsed(); resume() does nothing before
    bool m_isPaused = true;
    bool m_hasTimer = false;
};

}
