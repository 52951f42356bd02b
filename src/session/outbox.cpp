// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/outbox.h"

#include "base/logging.h"
#include "store/unsenttargets.h"

namespace linnet {

void Outbox::load(const QList<OutboxItem> &items)
{
    for (const OutboxItem &item : items) {
        Entry entry = Entry::ofBefore(item);
        entry.commitsSinceSent = 1; // every poll begins later
        m_lines.add(entry);
    }
    const QList<RoomId> rooms = m_lines.rooms();
    for (const RoomId &room : rooms) {
        const QList<OutboxItem> loaded = m_lines.items(room);
        for (const OutboxItem &item : loaded)
            Q_EMIT changed(item);
    }
}

TxnId Outbox::add(const RoomId &room, const QString &type, const QByteArray &content,
                  const OutboxBytes &bytes)
{
    Entry entry;
    entry.item.txn = unsenttargets::makeTxn();
    entry.item.room = room;
    entry.item.type = type;
    entry.item.content = content;
    entry.item.ts = m_clock.now();
    entry.bytes = bytes;
    const TxnId txn = entry.item.txn;
    insert(std::move(entry));
    return txn;
}

void Outbox::insert(Entry entry)
{
    const TxnId txn = entry.item.txn;
    entry.isOnDisk = false;
    m_lines.add(std::move(entry));
    save(txn);
}

void Outbox::save(const TxnId &txn)
{
    Entry *entry = find(txn);
    const quint64 writing = entry->writing = ++m_writings;
    const OutboxItem item = entry->item;
    Task<Done> task = entry->isOnDisk ? m_store.updateOutbox(item) : m_store.putOutbox(item, entry->bytes);
    std::move(task).then(this,
                         [this, txn, writing](const Status &status) { onWritten(txn, writing, status); });
    Q_EMIT changed(item);
}

void Outbox::onWritten(const TxnId &txn, quint64 writing, const Status &status)
{
    Entry *entry = find(txn);
    // Another writing has begun since, maybe of what was discarded meanwhile and put back.
    if (!entry || entry->writing != writing)
        return;
    entry->writing = 0;
    if (status) {
        entry->isOnDisk = true;
        entry->bytes = {};
    } else {
        // It would be lost with the program, so the person must know that it is not safe.
        entry->item.state = OutboxItem::State::Failed;
        entry->item.reason = status.error().text;
        entry->item.reasonCode = QStringLiteral("chat.linnet.NOT_STORED");
        Q_EMIT changed(OutboxItem(entry->item));
    }
    Q_EMIT written(TxnId(txn), status);
}

void Outbox::park(const TxnId &txn, const Error &error)
{
    Entry *entry = find(txn);
    entry->item.state = OutboxItem::State::Failed;
    entry->item.reason = error.text;
    entry->item.reasonCode = error.matrixCode;
    if (entry->item.reasonCode.isEmpty() && error.kind == Error::Kind::TooLarge)
        entry->item.reasonCode = QStringLiteral("M_TOO_LARGE");
    const OutboxItem item = entry->item;
    m_lines.line(item.room)->endTrouble();
    m_store.updateOutbox(item).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "a refused message is not marked on disk:" << status.error().text;
    });
    Q_EMIT changed(item);
}

void Outbox::reopen(const TxnId &txn)
{
    Entry *entry = find(txn);
    entry->item.state = OutboxItem::State::Waiting;
    if (entry->item.reasonCode == QLatin1String(MayBeSent))
        entry->isTried = false; // the person has looked
    entry->item.reason.clear();
    entry->item.reasonCode.clear();
    entry->faults = 0;
    save(txn);
}

void Outbox::setSent(const TxnId &txn, const EventId &event)
{
    Entry *entry = find(txn);
    entry->item.sentAs = event;
    entry->faults = 0;
    entry->commitsSinceSent = 0;
    Q_EMIT changed(OutboxItem(entry->item));
    learn(txn, event);
    m_store.markSent(txn, event).then(this, [this, txn](const Result<bool> &isHere) {
        if (isHere && *isHere)
            drop(txn);
    });
}

// What relates to it must find its way without it after a restart.
void Outbox::learn(const TxnId &txn, const EventId &event)
{
    const QList<TxnId> related = m_lines.learn(txn, event);
    for (const TxnId &each : related)
        save(each);
}

void Outbox::discard(const TxnId &txn)
{
    // What held the room up may have been this very message.
    m_lines.line(m_lines.roomOf(txn))->endTrouble();
    eraseRow(txn);
    drop(txn);
}

void Outbox::onDelivered(const DeliveredItem &delivered)
{
    learn(delivered.txn, delivered.event);
    // What was put back after the echo was committed, but before it was told of, has written its row anew.
    if (const Entry *entry = find(delivered.txn); entry && entry->writing > 0)
        eraseRow(delivered.txn, delivered.event);
    drop(delivered.txn);
}

void Outbox::onCommit()
{
    const QList<TxnId> hidden = m_lines.onCommit();
    for (const TxnId &txn : hidden) {
        eraseRow(txn, m_lines.eventOf(txn));
        drop(txn);
    }
}

void Outbox::forget(const RoomId &room)
{
    const QList<OutboxItem> forgotten = m_lines.items(room);
    for (const OutboxItem &item : forgotten)
        drop(item.txn);
    m_lines.removeRoom(room);
}

void Outbox::eraseRow(const TxnId &txn, const EventId &sentAs)
{
    m_store.removeOutbox(txn, sentAs).then(this, [](const Status &status) {
        if (!status)
            qCWarning(lcSession) << "an old message stays in the outbox on disk:" << status.error().text;
    });
}

void Outbox::drop(const TxnId &txn)
{
    const RoomId room = m_lines.remove(txn);
    if (!room.isEmpty())
        Q_EMIT removed(room, txn);
}

}
