// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outboxtable.h"

#include "store/unsenttargets.h"

namespace linnet {

namespace {

#define OUTBOX_COLUMNS "txn, room_id, type, content, ts, state, sent_as, reason, reason_code"

QList<OutboxItem> readAll(Statement &&statement)
{
    QList<OutboxItem> items;
    while (statement.next()) {
        items.append({TxnId(statement.text(0)), RoomId(statement.text(1)), statement.text(2),
                      statement.blob(3), statement.integer(4), OutboxItem::State(statement.number(5)),
                      EventId(statement.text(6)), statement.text(7), statement.text(8)});
    }
    return items;
}

QByteArray contentOf(const OutboxItem &item)
{
    return item.content.isNull() ? QByteArrayLiteral("{}") : item.content;
}

}

void OutboxTable::put(const OutboxItem &item)
{
    m_database.run("INSERT INTO outbox(" OUTBOX_COLUMNS ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) "
                   "ON CONFLICT(txn) DO UPDATE SET room_id = excluded.room_id, type = excluded.type, "
                   "content = excluded.content, ts = excluded.ts, state = excluded.state, "
                   "sent_as = excluded.sent_as, reason = excluded.reason, reason_code = excluded.reason_code",
                   item.txn, item.room, item.type, contentOf(item), item.ts, int(item.state),
                   orNull(item.sentAs.toString()), orNull(item.reason), orNull(item.reasonCode));
}

void OutboxTable::update(const OutboxItem &item)
{
    m_database.run(
        "UPDATE outbox SET content = ?, state = ?, sent_as = ?, reason = ?, reason_code = ? WHERE txn = ?",
        contentOf(item), int(item.state), orNull(item.sentAs.toString()), orNull(item.reason),
        orNull(item.reasonCode), item.txn);
}

void OutboxTable::remove(const TxnId &txn)
{
    m_database.run("DELETE FROM outbox WHERE txn = ?", txn);
}

void OutboxTable::deliver(const TxnId &txn, const EventId &event)
{
    remove(txn);
    m_database.run("DELETE FROM outbox_files WHERE txn = ?", txn);
    const QList<OutboxItem> related = readAll(m_database.query(
        "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE instr(content, CAST(? AS BLOB)) > 0", txn));
    for (OutboxItem item : related) {
        item.content = unsenttargets::replaced(item.content, txn, event);
        update(item);
    }
}

void OutboxTable::setSentAs(const TxnId &txn, const EventId &event)
{
    m_database.run(
        "UPDATE outbox SET sent_as = ?, state = 0, reason = NULL, reason_code = NULL WHERE txn = ?", event,
        txn);
}

std::optional<OutboxItem> OutboxTable::get(const TxnId &txn) const
{
    const auto items = readAll(m_database.query("SELECT " OUTBOX_COLUMNS " FROM outbox WHERE txn = ?", txn));
    return items.isEmpty() ? std::nullopt : std::optional(items.first());
}

QList<OutboxItem> OutboxTable::all() const
{
    return readAll(m_database.query("SELECT " OUTBOX_COLUMNS " FROM outbox ORDER BY place"));
}

QList<OutboxItem> OutboxTable::of(const RoomId &room) const
{
    return readAll(
        m_database.query("SELECT " OUTBOX_COLUMNS " FROM outbox WHERE room_id = ? ORDER BY place", room));
}

void OutboxTable::putBytes(const TxnId &txn, const OutboxBytes &bytes)
{
    m_database.run("INSERT OR REPLACE INTO outbox_files(txn, bytes, thumbnail) VALUES(?, ?, ?)", txn,
                   bytes.file, bytes.thumbnail);
}

OutboxBytes OutboxTable::bytesOf(const TxnId &txn) const
{
    Statement statement = m_database.query("SELECT bytes, thumbnail FROM outbox_files WHERE txn = ?", txn);
    return statement.next() ? OutboxBytes{statement.blob(0), statement.blob(1)} : OutboxBytes();
}

void OutboxTable::removeOrphans()
{
    m_database.run("DELETE FROM outbox_files WHERE txn NOT IN (SELECT txn FROM outbox)");
}

EchoMatcher::EchoMatcher(Database &database) : m_outbox(database)
{
    for (const OutboxItem &item : m_outbox.all()) {
        m_byTxn.insert(item.txn, item.room);
        if (!item.sentAs.isEmpty())
            m_bySentAs.insert(item.sentAs, item.txn);
    }
}

std::optional<TxnId> EchoMatcher::take(const RoomId &room, const Event &event)
{
    if (m_byTxn.isEmpty())
        return std::nullopt;
    TxnId txn = event.transactionId;
    if (txn.isEmpty() || m_byTxn.value(txn) != room)
        txn = m_bySentAs.value(event.id);
    if (txn.isEmpty() || m_byTxn.value(txn) != room)
        return std::nullopt;
    m_outbox.deliver(txn, event.id);
    m_byTxn.remove(txn);
    return txn;
}

}
