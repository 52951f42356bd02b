// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statetable.h"

#include "store/redaction.h"

namespace linnet {

namespace {

QList<StateEntry> readAll(Statement &statement)
{
    QList<StateEntry> entries;
    while (statement.next())
        entries.append({EventId(statement.text(0)), UserId(statement.text(1)), statement.blob(2),
                        statement.integer(3), statement.text(4), statement.text(5)});
    return entries;
}

}

void StateTable::put(RoomNumber room, const Event &event)
{
    m_database.run("INSERT INTO state(room, type, state_key, event_id, sender, ts, content) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(room, type, state_key) DO UPDATE SET "
                   "event_id = excluded.event_id, sender = excluded.sender, ts = excluded.ts, "
                   "content = excluded.content",
                   room, event.type, event.stateKey.value_or(QString()), orNull(event.id.toString()),
                   event.sender, event.ts, event.content.isNull() ? QByteArrayLiteral("{}") : event.content);
}

std::optional<StateTable::Entry> StateTable::get(RoomNumber room, const char *type,
                                                 const QString &stateKey) const
{
    Statement statement = m_database.query(
        "SELECT event_id, sender, content, ts FROM state WHERE room = ? AND type = ? AND state_key = ?", room,
        QString::fromLatin1(type), stateKey);
    if (!statement.next())
        return std::nullopt;
    return Entry{EventId(statement.text(0)), UserId(statement.text(1)), statement.blob(2),
                 statement.integer(3),       QString::fromLatin1(type), stateKey};
}

QByteArray StateTable::content(RoomNumber room, const char *type) const
{
    const auto entry = get(room, type);
    return entry ? entry->content : QByteArray();
}

PowerLevels StateTable::powerLevels(RoomNumber room) const
{
    const auto create = get(room, "m.room.create");
    return readPowerLevels(content(room, "m.room.power_levels"), create ? create->content : QByteArray(),
                           create ? create->sender : UserId());
}

QList<StateTable::Entry> StateTable::allOf(RoomNumber room, const char *type) const
{
    Statement statement = m_database.query(
        "SELECT event_id, sender, content, ts, type, state_key FROM state WHERE room = ? AND type = ?", room,
        QString::fromLatin1(type));
    return readAll(statement);
}

QList<StateTable::Entry> StateTable::all(RoomNumber room) const
{
    Statement statement =
        m_database.query("SELECT event_id, sender, content, ts, type, state_key FROM state WHERE room = ?"
                         " ORDER BY type, state_key",
                         room);
    return readAll(statement);
}

void StateTable::redact(RoomNumber room, const EventId &event)
{
    QString type;
    QByteArray content;
    {
        Statement statement =
            m_database.query("SELECT type, content FROM state WHERE room = ? AND event_id = ?", room, event);
        if (!statement.next())
            return;
        type = statement.text(0);
        content = statement.blob(1);
    }
    m_database.run("UPDATE state SET content = ? WHERE room = ? AND event_id = ?",
                   pruneEvent("{\"content\":" + content + '}', type).content, room, event);
}

void StateTable::clear(RoomNumber room)
{
    m_database.run("DELETE FROM state WHERE room = ? AND type <> 'm.room.encryption'", room);
}

}
