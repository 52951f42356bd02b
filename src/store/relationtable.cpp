// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/relationtable.h"

#include "matrix/bundles.h"
#include "store/eventcolumns.h"

#include <algorithm>

namespace linnet {

namespace {

using Kind = Relation::Kind;

int numberOf(Kind kind)
{
    return static_cast<int>(kind);
}

}

void RelationTable::put(qint64 row, RoomNumber room, Seq seq, const Event &event)
{
    const Relation relation = readRelation(event);
    if (relation.kind == Kind::None || (relation.kind == Kind::Edit && relation.newContent.isEmpty()))
        return;
    m_database.run("INSERT OR REPLACE INTO relations(event, room, kind, target, seq, is_redacted) "
                   "VALUES(?, ?, ?, ?, ?, ?)",
                   row, room, numberOf(relation.kind), relation.target, seq, event.isRedacted);
}

Relation RelationTable::take(qint64 row)
{
    Relation relation;
    {
        Statement statement = m_database.query("SELECT kind, target FROM relations WHERE event = ?", row);
        if (!statement.next())
            return relation;
        relation.kind = static_cast<Kind>(statement.number(0));
        relation.target = EventId(statement.text(1));
    }
    if (relation.kind == Kind::Thread)
        m_database.run("UPDATE relations SET is_redacted = 1 WHERE event = ?", row);
    else
        m_database.run("DELETE FROM relations WHERE event = ?", row);
    return relation;
}

std::optional<Event> RelationTable::newestEdit(RoomNumber room, const Event &event) const
{
    if (event.isState() || event.isRedacted)
        return std::nullopt;
    const auto stored = newestStoredEdit(room, event);
    const auto bundled = bundledEdit(room, event);
    const auto age = [](const Event &edit) { return std::pair(edit.ts, edit.id); };
    return bundled && (!stored || age(*stored) < age(*bundled)) ? bundled : stored;
}

std::optional<Event> RelationTable::bundledEdit(RoomNumber room, const Event &event) const
{
    const auto edit = readBundledEdit(event, 0);
    if (!edit)
        return std::nullopt;
    Statement deleted =
        m_database.query("SELECT 1 FROM events WHERE room = ?1 AND redacts = ?2 UNION ALL "
                         "SELECT 1 FROM events WHERE room = ?1 AND event_id = ?2 AND is_redacted",
                         room, edit->id);
    return deleted.next() ? std::nullopt : edit;
}

std::optional<Event> RelationTable::newestStoredEdit(RoomNumber room, const Event &event) const
{
    // Most were never edited: one need not read the columns of none.
    Statement edits = m_database.query("SELECT 1 FROM relations WHERE room = ? AND target = ? AND kind = 1",
                                       room, event.id);
    if (!edits.next())
        return std::nullopt;
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND target = ? AND kind = 1) "
                         "AND sender = ? AND type = ? ORDER BY ts DESC, event_id DESC LIMIT 1",
                         room, event.id, event.sender, event.type);
    return statement.next() ? std::optional(readEvent(statement)) : std::nullopt;
}

QList<Event> RelationTable::edits(RoomNumber room, const Event &event) const
{
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND target = ? AND kind = 1) "
                         "AND sender = ? AND type = ? ORDER BY ts DESC LIMIT 500",
                         room, event.id, event.sender, event.type);
    QList<Event> edits;
    while (statement.next())
        edits.append(readEvent(statement));
    const auto bundled = bundledEdit(room, event);
    const auto isBundled = [&bundled](const Event &edit) { return edit.id == bundled->id; };
    if (bundled && std::none_of(edits.cbegin(), edits.cend(), isBundled))
        edits.append(*bundled);
    return edits;
}

QByteArray RelationTable::editedContent(RoomNumber room, const Event &event) const
{
    const auto newest = newestEdit(room, event);
    return newest ? readRelation(*newest).newContent : QByteArray();
}

qint64 RelationTable::editKeys(RoomNumber room, const EventId &event) const
{
    Statement statement = m_database.query(
        "SELECT sum(event) FROM relations WHERE room = ? AND target = ? AND kind = 1", room, event);
    return statement.next() ? statement.integer(0) : 0;
}

qint64 RelationTable::editKeysUpTo(RoomNumber room, Seq last) const
{
    // By the edits, which are few.
    Statement statement =
        m_database.query("SELECT sum(event) FROM relations WHERE room = ?1 AND kind = 1 AND "
                         "(SELECT seq FROM events WHERE events.room = ?1 AND event_id = target) <= ?2",
                         room, last);
    return statement.next() ? statement.integer(0) : 0;
}

EventId RelationTable::targetOf(RoomNumber room, const EventId &event, Kind kind) const
{
    Statement statement =
        m_database.query("SELECT target FROM relations WHERE kind = ? AND event = "
                         "(SELECT event FROM events WHERE events.room = ? AND event_id = ?)",
                         numberOf(kind), room, event);
    return statement.next() ? EventId(statement.text(0)) : EventId();
}

EventId RelationTable::editedBy(RoomNumber room, const EventId &event) const
{
    return targetOf(room, event, Kind::Edit);
}

EventId RelationTable::threadOf(RoomNumber room, const EventId &event) const
{
    return targetOf(room, event, Kind::Thread);
}

EventId RelationTable::threadSpokenIn(RoomNumber room, const Event &event) const
{
    const Relation relation = readRelation(event);
    if (relation.kind == Kind::Thread)
        return relation.target;
    return relation.kind == Kind::Edit ? threadOf(room, relation.target) : EventId();
}

bool RelationTable::isThread(RoomNumber room, const EventId &root) const
{
    Statement statement = m_database.query(
        "SELECT 1 FROM relations WHERE room = ? AND target = ? AND kind = 3 LIMIT 1", room, root);
    return statement.next();
}

EventId RelationTable::newestStray(RoomNumber room, const EventId &root, Seq upTo) const
{
    Statement statement = m_database.query(
        "SELECT event_id FROM events WHERE event = (SELECT event FROM relations WHERE room = ? AND kind = 5 "
        "AND target = ? AND seq <= ? ORDER BY seq DESC LIMIT 1)",
        room, root, upTo);
    return statement.next() ? EventId(statement.text(0)) : EventId();
}

bool RelationTable::isOfMain(RoomNumber room, EventId event) const
{
    constexpr int mostHops = 3;
    for (int hop = 0; hop <= mostHops; ++hop) {
        Statement statement =
            m_database.query("SELECT kind, target FROM events LEFT JOIN relations USING(event) "
                             "WHERE events.room = ? AND event_id = ?",
                             room, event);
        if (!statement.next())
            return false;
        const Kind kind = statement.isNull(0) ? Kind::None : static_cast<Kind>(statement.number(0));
        if (kind == Kind::None || kind == Kind::Stray)
            return true;
        if (kind == Kind::Thread)
            return false;
        event = EventId(statement.text(1));
    }
    return true;
}

std::optional<StoredEvent> RelationTable::newestOfThread(RoomNumber room, const EventId &root,
                                                         MemberNames &names) const
{
    auto newest =
        readEvents(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event = "
                                    "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ? "
                                    "AND NOT is_redacted ORDER BY seq DESC LIMIT 1)",
                                    room, root),
                   names);
    return newest.isEmpty() ? std::nullopt : std::optional(newest.takeFirst());
}

int RelationTable::countOfThread(RoomNumber room, const EventId &root, Seq after) const
{
    Statement statement = m_database.query("SELECT count(*) FROM relations WHERE room = ? AND kind = 3 "
                                           "AND target = ? AND seq > ? AND NOT is_redacted",
                                           room, root, after);
    return statement.next() ? statement.number(0) : 0;
}

QList<StoredEvent> RelationTable::ofThreadAfter(RoomNumber room, const EventId &root, Seq after, int limit,
                                                MemberNames &names) const
{
    return readEvents(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ? "
                         "AND seq > ? ORDER BY seq LIMIT ?) ORDER BY seq",
                         room, root, after, limit),
        names);
}

QList<StoredEvent> RelationTable::ofThread(RoomNumber room, const EventId &root, Seq from, Seq before,
                                           int limit, MemberNames &names) const
{
    return readEvents(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ? "
                         "AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?) ORDER BY seq DESC",
                         room, root, from, before, limit),
        names);
}

}
