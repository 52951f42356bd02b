// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "session/apiclient.h"
#include "store/store.h"

#include <QObject>
#include <QHash>

namespace linnet {

/// Sends what a person wrote, per room first in, first out, exactly once: the outbox row is on disk before the
/// first try, a retry uses the same transaction id, and the item leaves with its echo. Network errors, 5xx and
/// 429 pause the queue; any other refusal parks the item with the server's reason and the next go on.
/// GUI thread; owned by the Session.
class SendQueue : public QObject
{
    Q_OBJECT

public:
    SendQueue(ApiClient &api, Store &store, Clock &clock, QObject *parent = nullptr);

    void load(const QList<OutboxItem> &items);      ///< what was left over from last time
    /// Queues one event; `content` is JSON text. The echo is announced before this returns.
    TxnId send(const RoomId &room, const QString &type, const QByteArray &content);
    void retry(const TxnId &txn);
    void discard(const TxnId &txn);
    /// Goes on after a pause: a sync has worked again.
    void resume();
    void onDelivered(const QList<TxnId> &txns);     ///< their echoes were committed

    QList<OutboxItem> items(const RoomId &room) const;
    int count() const { return int(m_items.size()); }

Q_SIGNALS:
    void changed(const linnet::OutboxItem &item);   ///< new or different
    void removed(const linnet::RoomId &room, const linnet::TxnId &txn); ///< discarded
    void countChanged();

private:
    void sendNext(const RoomId &room);
    void onAnswer(const TxnId &txn, Result<Reply> result);

    ApiClient &m_api;
    Store &m_store;
    Clock &m_clock;
    QList<OutboxItem> m_items;                      ///< in sending order over all rooms
    QHash<RoomId, TxnId> m_underWay;
    Backoff m_backoff;
    bool m_isPaused = false;
};

}
