// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/deletionrun.h"

#include "session/messagesender.h"

namespace linnet {

DeletionRun::DeletionRun(MessageSender &sender, SendQueue &queue, const RoomId &room,
                         const QList<EventId> &events, const QString &reason, QObject *parent)
    : QObject(parent), m_sender(sender), m_queue(queue), m_room(room), m_waiting(events), m_reason(reason),
      m_total(int(events.size()))
{
    connect(&queue, &SendQueue::changed, this, &DeletionRun::onChanged);
    connect(&queue, &SendQueue::removed, this, [this](const RoomId &, const TxnId &txn) { onRemoved(txn); });
}

void DeletionRun::start()
{
    next();
}

void DeletionRun::stop()
{
    m_waiting.clear();
    if (!m_underWay.isEmpty())
        m_queue.discard(m_underWay);
}

void DeletionRun::next()
{
    if (m_waiting.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const Result<TxnId> sent = m_sender.redact(m_room, m_waiting.takeFirst().toString(), m_reason);
    if (sent)
        m_underWay = *sent;
    else
        refuse(sent.error());
}

/// Not at once: the queue is speaking.
void DeletionRun::goOn()
{
    m_underWay = {};
    Q_EMIT progressed();
    QMetaObject::invokeMethod(this, &DeletionRun::next, Qt::QueuedConnection);
}

void DeletionRun::onChanged(const OutboxItem &item)
{
    if (item.txn != m_underWay || m_underWay.isEmpty())
        return;
    if (!item.sentAs.isEmpty()) {
        ++m_deleted;
        goOn();
    } else if (item.state == OutboxItem::State::Failed) {
        // It is told of at the end, and would only hold up the room's list of what was not sent.
        QMetaObject::invokeMethod(
            this, [this, txn = item.txn] { m_queue.discard(txn); }, Qt::QueuedConnection);
        refuse(SendQueue::refusalOf(item));
    }
}

/// Its echo was quicker than the answer, or somebody has discarded it.
void DeletionRun::onRemoved(const TxnId &txn)
{
    if (txn != m_underWay || m_underWay.isEmpty())
        return;
    m_deleted += m_queue.eventOf(txn).isEmpty() ? 0 : 1;
    goOn();
}

void DeletionRun::refuse(const Error &error)
{
    m_error = error;
    if (error.isMatrix("M_FORBIDDEN"))
        m_waiting.clear();
    goOn();
}

}
