// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"

#include <QList>
#include <QObject>

#include <optional>

namespace linnet {

class MessageSender;
class SendQueue;
struct OutboxItem;

/// Deletes many events of a room, one after another: each goes through the outbox, which waits as long as the
/// server wants, and what one writes meanwhile goes between two of them. What is refused is left; a server
/// that forbids one is asked for no more. GUI thread; must not outlive its arguments.
class DeletionRun : public QObject
{
    Q_OBJECT

public:
    DeletionRun(MessageSender &sender, SendQueue &queue, const RoomId &room, const QList<EventId> &events,
                const QString &reason, QObject *parent = nullptr);

    void start(); ///< once
    void stop();  ///< finished() follows; what is under way may still be deleted
    int total() const { return m_total; }
    int deleted() const { return m_deleted; }
    /// Why what is left is left: of the last that was refused; none if nothing was.
    const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void next();
    void goOn();
    void onChanged(const OutboxItem &item);
    void onRemoved(const TxnId &txn);
    void refuse(const Error &error);

    MessageSender &m_sender;
    SendQueue &m_queue;
    RoomId m_room;
    QList<EventId> m_waiting;
    QString m_reason;
    TxnId m_underWay; ///< empty: none is
    int m_total;
    int m_deleted = 0;
    std::optional<Error> m_error;
};

}
