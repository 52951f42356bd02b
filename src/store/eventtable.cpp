// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventtable.h"

#include "store/eventcolumns.h"
#include "store/redaction.h"
#include "store/relationtable.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <string_view>

namespace linnet {

namespace {

/// Where in the event's text a part of it lies, so that it need not be stored twice.
struct Place
{
    std::optional<qint64> at;
    std::optional<qint64> size;
};

Place placeOf(const QByteArray &part, const QByteArray &raw)
{
    if (part.isEmpty())
        return {};
    const std::string_view text(raw.constData(), size_t(raw.size()));
    const size_t at = text.find(std::string_view(part.constData(), size_t(part.size())));
    if (at == std::string_view::npos)
        return {};
    return {qint64(at), part.size()};
}

std::optional<StoredEvent> readOne(Statement &&statement, MemberNames &names)
{
    QList<StoredEvent> events = readEvents(std::move(statement), names);
    if (events.isEmpty())
        return std::nullopt;
    return events.takeFirst();
}

}

std::optional<qint64> EventTable::insert(RoomNumber room, Seq seq, const Event &event)
{
    const Place content = placeOf(event.content, event.raw);
    const Place previous = placeOf(event.previousContent, event.raw);
    const bool isElsewhere = !content.at && !event.content.isEmpty() && event.content != "{}";
    const bool isPreviousElsewhere = !previous.at && !event.previousContent.isEmpty();
    std::optional<QString> redactedBy;
    std::optional<QString> reason;
    if (event.isRedacted) {
        const RedactionNote note = readRedactionNote(event.raw);
        redactedBy = orNull(note.by.toString());
        reason = orNull(note.reason);
    }
    m_database.run("INSERT OR IGNORE INTO events(room, " EVENT_COLUMNS ") "
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   room, seq, event.id, event.type, event.sender, event.stateKey, event.ts,
                   orNull(event.redacts.toString()), event.isRedacted, redactedBy, reason, content.at,
                   content.size, previous.at, previous.size, isElsewhere ? event.content : QByteArray(),
                   isPreviousElsewhere ? event.previousContent : QByteArray(),
                   event.raw.isNull() ? QByteArrayLiteral("{}") : event.raw,
                   static_cast<int>(event.encryption.state), orNull(event.encryption.session));
    if (m_database.changes() == 0)
        return std::nullopt;
    const qint64 row = m_database.lastInsertRow();
    RelationTable(m_database).put(row, room, seq, event);
    return row;
}

std::optional<EventTable::Pruned> EventTable::redact(RoomNumber room, const EventId &target,
                                                     const Event &redaction)
{
    Pruned event;
    QByteArray raw;
    QString type;
    {
        Statement statement = m_database.query(
            "SELECT event, raw, type, ts FROM events WHERE room = ? AND event_id = ? AND NOT is_redacted",
            room, target);
        if (!statement.next())
            return std::nullopt;
        event.row = statement.integer(0);
        event.ts = statement.integer(3);
        raw = statement.blob(1);
        type = statement.text(2);
    }
    event.relation = RelationTable(m_database).take(event.row);
    const PrunedEvent pruned = pruneEvent(raw, type);
    const bool isStray = event.relation.kind == Relation::Kind::Stray; // its text still names the thread
    const Place content = isStray ? Place() : placeOf(pruned.content, pruned.raw);
    m_database.run(
        "UPDATE events SET is_redacted = 1, redacted_by = ?, redaction_reason = ?, content_at = ?, "
        "content_size = ?, previous_at = NULL, previous_size = NULL, content = NULL, previous = NULL, raw = "
        "?, "
        "encryption = 0, session = NULL WHERE room = ? AND event_id = ?",
        redaction.sender, orNull(readString(redaction.content, "reason")), content.at, content.size,
        pruned.raw, room, target);
    return event;
}

std::optional<Event> EventTable::redactionOf(RoomNumber room, const EventId &target) const
{
    Statement statement = m_database.query(
        "SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND redacts = ? LIMIT 1", room, target);
    if (!statement.next())
        return std::nullopt;
    return readEvent(statement);
}

std::optional<Seq> EventTable::seqOf(RoomNumber room, const EventId &event) const
{
    Statement statement =
        m_database.query("SELECT seq FROM events WHERE room = ? AND event_id = ?", room, event);
    if (!statement.next())
        return std::nullopt;
    return statement.integer(0);
}

bool EventTable::mayHold(RoomNumber room, const UserId &sender, const QString &type,
                         const QByteArray &content, qint64 since) const
{
    const QJsonObject wanted = QJsonDocument::fromJson(content).object();
    // What was deleted before it came is still of the type that it had on its way.
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND sender = ? "
                         "AND type IN (?, 'm.room.encrypted') AND ts >= ?",
                         room, sender, type, since);
    while (statement.next()) {
        const Event event = readEvent(statement);
        if (event.isRedacted || QJsonDocument::fromJson(event.content).object() == wanted)
            return true;
    }
    return false;
}

std::optional<StoredEvent> EventTable::ofRow(qint64 row, MemberNames &names) const
{
    return readOne(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event = ?", row), names);
}

std::optional<StoredEvent> EventTable::at(RoomNumber room, Seq seq, MemberNames &names) const
{
    return readOne(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND seq = ?", room, seq),
        names);
}

QList<StoredEvent> EventTable::newestBefore(RoomNumber room, Seq from, Seq before, int limit,
                                            MemberNames &names) const
{
    return readEvents(m_database.query("SELECT " EVENT_COLUMNS
                                       " FROM events WHERE room = ? AND seq >= ? AND seq < ? "
                                       "ORDER BY seq DESC LIMIT ?",
                                       room, from, before, limit),
                      names);
}

QList<StoredEvent> EventTable::oldestAfter(RoomNumber room, Seq from, Seq to, int limit,
                                           MemberNames &names) const
{
    return readEvents(m_database.query("SELECT " EVENT_COLUMNS
                                       " FROM events WHERE room = ? AND seq > ? AND seq <= ? "
                                       "ORDER BY seq LIMIT ?",
                                       room, from, to, limit),
                      names);
}

qint64 EventTable::newestTs(RoomNumber room) const
{
    Statement statement =
        m_database.query("SELECT ts FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1", room);
    return statement.next() ? statement.integer(0) : 0;
}

qint64 EventTable::tsOf(RoomNumber room, Seq seq) const
{
    Statement statement = m_database.query("SELECT ts FROM events WHERE room = ? AND seq = ?", room, seq);
    return statement.next() ? statement.integer(0) : 0;
}

std::optional<EventTable::Placed> EventTable::placed(RoomNumber room, const EventId &event) const
{
    Statement statement = m_database.query(
        "SELECT " EVENT_COLUMNS ", event FROM events WHERE room = ? AND event_id = ?", room, event);
    if (!statement.next())
        return std::nullopt;
    return Placed{statement.integer(EventColumnCount), room, statement.integer(0), readEvent(statement)};
}

QList<EventTable::Placed> EventTable::unreadable(RoomNumber room, const QString &session) const
{
    QList<Placed> events;
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS ", event FROM events WHERE room = ? AND session = ? "
                         "AND encryption >= 100 ORDER BY seq",
                         room, session);
    while (statement.next())
        events.append(
            {statement.integer(EventColumnCount), room, statement.integer(0), readEvent(statement)});
    return events;
}

void EventTable::replace(const Placed &stored, const Event &event)
{
    const Place content = placeOf(event.content, event.raw);
    m_database.run("UPDATE events SET type = ?, content_at = ?, content_size = ?, content = ?, raw = ?, "
                   "encryption = ?, session = ? WHERE event = ?",
                   event.type, content.at, content.size, content.at ? QByteArray() : event.content, event.raw,
                   static_cast<int>(event.encryption.state), orNull(event.encryption.session), stored.row);
    RelationTable relations(m_database);
    relations.take(stored.row);
    relations.put(stored.row, stored.room, stored.seq, event);
}

QList<EventTable::Shielded> EventTable::shielded() const
{
    QList<Shielded> list;
    Statement statement = m_database.query(
        "SELECT room_id, session, sender, encryption FROM (SELECT DISTINCT room, session, sender, "
        "encryption FROM events WHERE encryption BETWEEN 10 AND 99) JOIN rooms USING(room)");
    while (statement.next()) {
        list.append({{RoomId(statement.text(0)), statement.text(1)},
                     UserId(statement.text(2)),
                     static_cast<Encryption::State>(statement.number(3))});
    }
    return list;
}

QList<Seq> EventTable::setShield(RoomNumber room, const QString &session, const UserId &sender,
                                 Encryption::State state)
{
    QList<Seq> seqs;
    Statement statement =
        m_database.query("UPDATE events SET encryption = ? WHERE room = ? AND session = ? AND sender = ? "
                         "AND encryption BETWEEN 10 AND 99 RETURNING seq",
                         static_cast<int>(state), room, session, sender);
    while (statement.next())
        seqs.append(statement.integer(0));
    return seqs;
}

QList<EventTable::Placed> EventTable::newestRows(qint64 below, int limit) const
{
    QList<Placed> rows;
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS ", event, room FROM events WHERE event < ? "
                         "ORDER BY event DESC LIMIT ?",
                         below, limit);
    while (statement.next()) {
        rows.append({statement.integer(EventColumnCount), statement.integer(EventColumnCount + 1),
                     statement.integer(0), readEvent(statement)});
    }
    return rows;
}

}
