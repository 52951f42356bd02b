// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventtable.h"

#include "matrix/messagetext.h"
#include "store/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <string_view>

namespace linnet {

namespace {

#define EVENT_COLUMNS                                                                                        \
    "seq, event_id, type, sender, state_key, ts, redacts, is_redacted, redacted_by, redaction_reason, "      \
    "content_at, content_size, previous_at, previous_size, content, previous, raw"

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

struct Redacted
{
    UserId by;
    QString reason;
};

StoredEvent read(const Statement &from, Redacted &redacted)
{
    StoredEvent stored;
    stored.seq = from.integer(0);
    Event &event = stored.event;
    event.id = EventId(from.text(1));
    event.type = from.text(2);
    event.sender = UserId(from.text(3));
    if (!from.isNull(4))
        event.stateKey = from.text(4);
    event.ts = from.integer(5);
    event.redacts = EventId(from.text(6));
    event.isRedacted = from.integer(7) != 0;
    redacted.by = UserId(from.text(8));
    redacted.reason = from.text(9);
    event.raw = from.blob(16);
    if (!from.isNull(14))
        event.content = from.blob(14);
    else if (!from.isNull(10))
        event.content = event.raw.mid(qsizetype(from.integer(10)), qsizetype(from.integer(11)));
    else
        event.content = QByteArrayLiteral("{}");
    if (!from.isNull(15))
        event.previousContent = from.blob(15);
    else if (!from.isNull(12))
        event.previousContent = event.raw.mid(qsizetype(from.integer(12)), qsizetype(from.integer(13)));
    return stored;
}

/// What the subject of a member event is called: as the event says, as it was before, or as it is now.
QString nameOfTarget(const Event &event, MemberNames &names)
{
    if (event.type != QLatin1String("m.room.member") || !event.stateKey)
        return {};
    QString name = readMember(event.content).displayName;
    if (name.isEmpty() && !event.previousContent.isEmpty())
        name = readMember(event.previousContent).displayName;
    return name.isEmpty() ? names.of(UserId(*event.stateKey)).name : name;
}

void fillNames(StoredEvent &stored, const Redacted &redacted, MemberNames &names)
{
    const MemberNames::Name sender = names.of(stored.event.sender);
    stored.senderName = sender.name;
    stored.senderAvatar = sender.avatarUrl;
    stored.targetName = nameOfTarget(stored.event, names);
    if (!redacted.by.isEmpty())
        stored.redactedBy = names.of(redacted.by).name;
    stored.redactionReason = redacted.reason;
}

QList<StoredEvent> readAll(Statement &&statement, MemberNames &names)
{
    QList<StoredEvent> events;
    while (statement.next()) {
        Redacted redacted;
        events.append(read(statement, redacted));
        fillNames(events.last(), redacted, names);
    }
    return events;
}

std::optional<StoredEvent> readOne(Statement &&statement, MemberNames &names)
{
    QList<StoredEvent> events = readAll(std::move(statement), names);
    if (events.isEmpty())
        return std::nullopt;
    return events.takeFirst();
}

}

std::optional<qint64> EventTable::insert(RoomKey room, Seq seq, const Event &event)
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
                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   room, seq, event.id, event.type, event.sender, event.stateKey, event.ts,
                   orNull(event.redacts.toString()), event.isRedacted, redactedBy, reason, content.at,
                   content.size, previous.at, previous.size, isElsewhere ? event.content : QByteArray(),
                   isPreviousElsewhere ? event.previousContent : QByteArray(),
                   event.raw.isNull() ? QByteArrayLiteral("{}") : event.raw);
    return m_database.changes() > 0 ? std::optional(m_database.lastInsertRow()) : std::nullopt;
}

std::optional<EventTable::Pruned> EventTable::redact(RoomKey room, const EventId &target,
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
        event = {statement.integer(0), statement.integer(3)};
        raw = statement.blob(1);
        type = statement.text(2);
    }
    const PrunedEvent pruned = pruneEvent(raw, type);
    const Place content = placeOf(pruned.content, pruned.raw);
    m_database.run(
        "UPDATE events SET is_redacted = 1, redacted_by = ?, redaction_reason = ?, content_at = ?, "
        "content_size = ?, previous_at = NULL, previous_size = NULL, content = NULL, previous = NULL, raw = "
        "? "
        "WHERE room = ? AND event_id = ?",
        redaction.sender, orNull(readString(redaction.content, "reason")), content.at, content.size,
        pruned.raw, room, target);
    return event;
}

std::optional<Event> EventTable::redactionOf(RoomKey room, const EventId &target) const
{
    Statement statement = m_database.query(
        "SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND redacts = ? LIMIT 1", room, target);
    if (!statement.next())
        return std::nullopt;
    Redacted redacted;
    return read(statement, redacted).event;
}

std::optional<Seq> EventTable::seqOf(RoomKey room, const EventId &event) const
{
    Statement statement =
        m_database.query("SELECT seq FROM events WHERE room = ? AND event_id = ?", room, event);
    if (!statement.next())
        return std::nullopt;
    return statement.integer(0);
}

bool EventTable::hasEqual(RoomKey room, const UserId &sender, const QString &type, const QByteArray &content,
                          qint64 since) const
{
    const QJsonObject wanted = QJsonDocument::fromJson(content).object();
    Statement statement = m_database.query(
        "SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND sender = ? AND type = ? AND ts >= ?", room,
        sender, type, since);
    while (statement.next()) {
        Redacted redacted;
        if (QJsonDocument::fromJson(read(statement, redacted).event.content).object() == wanted)
            return true;
    }
    return false;
}

std::optional<StoredEvent> EventTable::ofRow(qint64 row, MemberNames &names) const
{
    return readOne(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event = ?", row), names);
}

std::optional<StoredEvent> EventTable::at(RoomKey room, Seq seq, MemberNames &names) const
{
    return readOne(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND seq = ?", room, seq),
        names);
}

QList<StoredEvent> EventTable::newestBefore(RoomKey room, Seq from, Seq before, int limit,
                                            MemberNames &names) const
{
    return readAll(m_database.query("SELECT " EVENT_COLUMNS
                                    " FROM events WHERE room = ? AND seq >= ? AND seq < ? "
                                    "ORDER BY seq DESC LIMIT ?",
                                    room, from, before, limit),
                   names);
}

QList<StoredEvent> EventTable::oldestAfter(RoomKey room, Seq from, Seq to, int limit,
                                           MemberNames &names) const
{
    return readAll(m_database.query("SELECT " EVENT_COLUMNS
                                    " FROM events WHERE room = ? AND seq > ? AND seq <= ? "
                                    "ORDER BY seq LIMIT ?",
                                    room, from, to, limit),
                   names);
}

qint64 EventTable::newestTs(RoomKey room) const
{
    Statement statement =
        m_database.query("SELECT ts FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1", room);
    return statement.next() ? statement.integer(0) : 0;
}

qint64 EventTable::tsOf(RoomKey room, Seq seq) const
{
    Statement statement = m_database.query("SELECT ts FROM events WHERE room = ? AND seq = ?", room, seq);
    return statement.next() ? statement.integer(0) : 0;
}

std::optional<Event> EventTable::newestEdit(RoomKey room, const Event &event) const
{
    if (event.type != QLatin1String("m.room.message") || event.isState() || event.isRedacted)
        return std::nullopt;
    // Most were never edited: one need not read the columns of none.
    Statement edits =
        m_database.query("SELECT 1 FROM message_edits WHERE room = ? AND target = ?", room, event.id);
    if (!edits.next())
        return std::nullopt;
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT edit FROM message_edits WHERE room = ? AND target = ?) AND sender = ? "
                         "ORDER BY ts DESC, event_id DESC LIMIT 1",
                         room, event.id, event.sender);
    if (!statement.next())
        return std::nullopt;
    Redacted redacted;
    return read(statement, redacted).event;
}

QByteArray EventTable::editedContent(RoomKey room, const Event &event) const
{
    const auto newest = newestEdit(room, event);
    const auto edit = newest ? readMessageEdit(*newest) : std::nullopt;
    return edit ? edit->content : QByteArray();
}

qint64 EventTable::editKeys(RoomKey room, const EventId &event) const
{
    Statement statement =
        m_database.query("SELECT sum(edit) FROM message_edits WHERE room = ? AND target = ?", room, event);
    return statement.next() ? statement.integer(0) : 0;
}

qint64 EventTable::editKeysUpTo(RoomKey room, Seq last) const
{
    // By the edits, which are few.
    Statement statement =
        m_database.query("SELECT sum(edit) FROM message_edits WHERE room = ?1 AND "
                         "(SELECT seq FROM events WHERE room = ?1 AND event_id = target) <= ?2",
                         room, last);
    return statement.next() ? statement.integer(0) : 0;
}

std::optional<EventTable::Placed> EventTable::placed(RoomKey room, const EventId &event) const
{
    Statement statement = m_database.query(
        "SELECT " EVENT_COLUMNS ", event FROM events WHERE room = ? AND event_id = ?", room, event);
    if (!statement.next())
        return std::nullopt;
    Redacted redacted;
    return Placed{statement.integer(17), room, read(statement, redacted).event};
}

QList<EventTable::Placed> EventTable::newestRows(qint64 below, int limit) const
{
    QList<Placed> rows;
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS ", event, room FROM events WHERE event < ? "
                         "ORDER BY event DESC LIMIT ?",
                         below, limit);
    while (statement.next()) {
        Redacted redacted;
        rows.append({statement.integer(17), statement.integer(18), read(statement, redacted).event});
    }
    return rows;
}

StoredEvent EventTable::withNames(Seq seq, const Event &event, MemberNames &names)
{
    StoredEvent stored;
    stored.seq = seq;
    stored.event = event;
    Redacted redacted;
    if (event.isRedacted) {
        const RedactionNote note = readRedactionNote(event.raw);
        redacted = {note.by, note.reason};
    }
    fillNames(stored, redacted, names);
    return stored;
}

}
