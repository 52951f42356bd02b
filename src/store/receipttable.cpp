// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/receipttable.h"

#include "store/membertable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace linnet {

namespace {

#define READER_COLUMNS "receipts.user, receipts.event_id, receipts.ts, receipts.thread"

QList<RoomReader> readAll(Statement &&statement, MemberNames names)
{
    QList<RoomReader> readers;
    while (statement.next()) {
        const UserId user(statement.text(0));
        const MemberNames::Name &name = names.of(user);
        readers.append({user, name.name, name.avatarUrl, EventId(statement.text(1)), statement.integer(2),
                        statement.text(3)});
    }
    return readers;
}

/// The last of each person: there may be one of the thread and one of all of the room.
QList<RoomReader> newest(QList<RoomReader> readers)
{
    QSet<UserId> seen;
    for (qsizetype i = readers.size() - 1; i >= 0; --i) {
        if (seen.contains(readers.at(i).user))
            readers.removeAt(i);
        else
            seen.insert(readers.at(i).user);
    }
    return readers;
}

}

void ReceiptTable::put(RoomNumber room, const Receipt &receipt)
{
    m_database.run(
        "INSERT INTO receipts(room, user, thread, event_id, ts) VALUES(?, ?, ?, ?, ?) "
        "ON CONFLICT(room, user, thread) DO UPDATE SET event_id = excluded.event_id, ts = excluded.ts",
        room, receipt.user, receipt.thread, receipt.event, receipt.ts);
}

QList<RoomReader> ReceiptTable::readers(RoomNumber room, const QString &thread, Seq first, Seq last) const
{
    // From the events to the receipts: a big room has thousands of them, a window few events.
    return newest(readAll(
        m_database.query(
            "SELECT " READER_COLUMNS " FROM events CROSS JOIN receipts "
            "ON receipts.room = events.room AND receipts.event_id = events.event_id "
            "WHERE events.room = ?1 AND events.seq BETWEEN ?2 AND ?3 AND receipts.thread IN ('', ?4) "
            "AND NOT EXISTS (SELECT 1 FROM receipts AS other JOIN events AS later ON later.room = other.room "
            "AND later.event_id = other.event_id WHERE other.room = receipts.room "
            "AND other.user = receipts.user AND other.thread IN ('', ?4) AND later.seq > events.seq) "
            "ORDER BY events.seq",
            room, first, last, thread),
        MemberNames(m_database, room)));
}

QList<RoomReader> ReceiptTable::readers(RoomNumber room, const QString &thread,
                                        const QList<StoredEvent> &events) const
{
    QJsonArray ids;
    for (const StoredEvent &stored : events)
        ids.append(stored.event.id.toString());
    return newest(readAll(
        m_database.query("SELECT " READER_COLUMNS " FROM json_each(?) AS wanted CROSS JOIN receipts "
                         "ON receipts.room = ? AND receipts.event_id = wanted.value "
                         "WHERE receipts.thread IN ('', ?) ORDER BY wanted.key",
                         QString::fromUtf8(QJsonDocument(ids).toJson(QJsonDocument::Compact)), room, thread),
        MemberNames(m_database, room)));
}

std::optional<RoomReader> ReceiptTable::of(RoomNumber room, const UserId &user, const QString &thread) const
{
    const auto readers = readAll(m_database.query("SELECT " READER_COLUMNS " FROM receipts "
                                                  "WHERE receipts.room = ? AND receipts.user = ? "
                                                  "AND receipts.thread = ?",
                                                  room, user, thread),
                                 MemberNames(m_database, room));
    return readers.isEmpty() ? std::nullopt : std::optional(readers.first());
}

}
