// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/relationtable.h"

#include "store/eventcolumns.h"
#include "store/threadtable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <limits>

namespace linnet {

namespace {

using Kind = Relation::Kind;

constexpr int MostRelations = 20'000; ///< of one window

int numberOf(Kind kind)
{
    return static_cast<int>(kind);
}

/// For `IN (SELECT value FROM json_each(?))`.
QString listOf(const QList<EventId> &events)
{
    QJsonArray list;
    for (const EventId &event : events)
        list.append(event.toString());
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

}

void RelationTable::put(qint64 row, RoomKey room, Seq seq, const Event &event)
{
    const Relation relation = readRelation(event);
    if (relation.kind == Kind::None || (relation.kind == Kind::Edit && relation.newContent.isEmpty()))
        return;
    m_database.run("INSERT OR REPLACE INTO relations(event, room, kind, target, seq) VALUES(?, ?, ?, ?, ?)",
                   row, room, numberOf(relation.kind), relation.target, seq);
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
    m_database.run("DELETE FROM relations WHERE event = ?", row);
    return relation;
}

std::optional<Event> RelationTable::newestEdit(RoomKey room, const Event &event) const
{
    if (event.isState() || event.isRedacted)
        return std::nullopt;
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

QList<Event> RelationTable::edits(RoomKey room, const Event &event) const
{
    Statement statement =
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND target = ? AND kind = 1) "
                         "AND sender = ? AND type = ? ORDER BY ts DESC LIMIT 500",
                         room, event.id, event.sender, event.type);
    QList<Event> edits;
    while (statement.next())
        edits.append(readEvent(statement));
    return edits;
}

QByteArray RelationTable::editedContent(RoomKey room, const Event &event) const
{
    const auto newest = newestEdit(room, event);
    return newest ? readRelation(*newest).newContent : QByteArray();
}

qint64 RelationTable::editKeys(RoomKey room, const EventId &event) const
{
    Statement statement = m_database.query(
        "SELECT sum(event) FROM relations WHERE room = ? AND target = ? AND kind = 1", room, event);
    return statement.next() ? statement.integer(0) : 0;
}

qint64 RelationTable::editKeysUpTo(RoomKey room, Seq last) const
{
    // By the edits, which are few.
    Statement statement =
        m_database.query("SELECT sum(event) FROM relations WHERE room = ?1 AND kind = 1 AND "
                         "(SELECT seq FROM events WHERE events.room = ?1 AND event_id = target) <= ?2",
                         room, last);
    return statement.next() ? statement.integer(0) : 0;
}

Related RelationTable::relatedTo(RoomKey room, const QList<StoredEvent> &events, MemberNames &names) const
{
    QList<EventId> ids;
    QSet<EventId> shown;
    for (const StoredEvent &stored : events) {
        ids.append(stored.event.id);
        shown.insert(stored.event.id);
    }
    Related related;
    related.relations = relations(room, listOf(ids), names);
    related.relations.removeIf(
        [&shown](const StoredEvent &stored) { return shown.contains(stored.event.id); });
    related.quoted = quoted(room, events, names);
    related.threads = threads(room, ids, names);
    return related;
}

QList<StoredEvent> RelationTable::relations(RoomKey room, const QString &ids, MemberNames &names) const
{
    QList<StoredEvent> found =
        readEvents(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN ("
                                    "SELECT event FROM relations WHERE room = ? AND kind IN (2, 4) "
                                    "AND target IN (SELECT value FROM json_each(?)) LIMIT ?)",
                                    room, ids, MostRelations),
                   names);
    // Of edits only the newest counts, and there may be very many.
    found += readEvents(
        m_database.query(
            "SELECT " EVENT_COLUMNS " FROM events WHERE event IN (SELECT edit FROM ("
            "SELECT relations.event AS edit, row_number() OVER ("
            "PARTITION BY relations.target ORDER BY edits.ts DESC, edits.event_id DESC) AS place "
            "FROM relations CROSS JOIN events AS originals ON originals.room = relations.room "
            "AND originals.event_id = relations.target "
            "CROSS JOIN events AS edits ON edits.event = relations.event "
            "WHERE relations.room = ? AND relations.kind = 1 "
            "AND relations.target IN (SELECT value FROM json_each(?)) "
            "AND edits.sender = originals.sender AND edits.type = originals.type) WHERE place = 1)",
            room, ids),
        names);
    return found;
}

QList<StoredThread> RelationTable::threads(RoomKey room, const QList<EventId> &events,
                                           MemberNames &names) const
{
    QList<StoredThread> threads;
    {
        Statement statement =
            m_database.query("SELECT target, count(*) FROM relations WHERE room = ? AND kind = 3 "
                             "AND target IN (SELECT value FROM json_each(?)) GROUP BY target",
                             room, listOf(events));
        while (statement.next())
            threads.append({EventId(statement.text(0)), statement.number(1), {}, 0, false});
    }
    for (StoredThread &thread : threads) {
        const auto newest = ofThread(room, thread.root, 0, std::numeric_limits<Seq>::max(), 1, names);
        if (!newest.isEmpty())
            thread.newest = asEdited(room, newest.first());
        const ThreadRow row = ThreadTable(m_database).get(room, thread.root);
        thread.unread = qMax(row.unread, row.highlight);
        thread.isHighlight = row.highlight > 0;
    }
    return threads;
}

QList<StoredEvent> RelationTable::quoted(RoomKey room, const QList<StoredEvent> &events,
                                         MemberNames &names) const
{
    QSet<EventId> shown;
    QList<EventId> wanted;
    for (const StoredEvent &stored : events) {
        shown.insert(stored.event.id);
        if (const EventId original = readRelation(stored.event).replyTo; !original.isEmpty())
            wanted.append(original);
    }
    wanted.removeIf([&shown](const EventId &event) { return shown.contains(event); });
    if (wanted.isEmpty())
        return {};
    QList<StoredEvent> found =
        readEvents(m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE room = ? AND event_id IN "
                                    "(SELECT value FROM json_each(?))",
                                    room, listOf(wanted)),
                   names);
    for (StoredEvent &stored : found)
        stored = asEdited(room, stored);
    return found;
}

StoredEvent RelationTable::asEdited(RoomKey room, StoredEvent stored) const
{
    if (const QByteArray content = editedContent(room, stored.event); !content.isEmpty())
        stored.event.content = content;
    return stored;
}

EventId RelationTable::threadOf(RoomKey room, const EventId &event) const
{
    Statement statement =
        m_database.query("SELECT target FROM relations WHERE kind = 3 AND event = "
                         "(SELECT event FROM events WHERE events.room = ? AND event_id = ?)",
                         room, event);
    return statement.next() ? EventId(statement.text(0)) : EventId();
}

EventId RelationTable::threadSpokenIn(RoomKey room, const Event &event) const
{
    const Relation relation = readRelation(event);
    if (relation.kind == Kind::Thread)
        return relation.target;
    return relation.kind == Kind::Edit ? threadOf(room, relation.target) : EventId();
}

bool RelationTable::isThread(RoomKey room, const EventId &root) const
{
    Statement statement = m_database.query(
        "SELECT 1 FROM relations WHERE room = ? AND target = ? AND kind = 3 LIMIT 1", room, root);
    return statement.next();
}

bool RelationTable::isOfMain(RoomKey room, EventId event) const
{
    constexpr int mostHops = 3;
    for (int hop = 0; hop <= mostHops; ++hop) {
        Statement statement =
            m_database.query("SELECT kind, target FROM events LEFT JOIN relations USING(event) "
                             "WHERE events.room = ? AND event_id = ?",
                             room, event);
        if (!statement.next() || (!statement.isNull(0) && statement.number(0) == numberOf(Kind::Thread)))
            return false;
        if (statement.isNull(0))
            return true;
        event = EventId(statement.text(1));
    }
    return true;
}

QList<StoredEvent> RelationTable::ofThreadAfter(RoomKey room, const EventId &root, Seq after, int limit,
                                                MemberNames &names) const
{
    return readEvents(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ? "
                         "AND seq > ? ORDER BY seq LIMIT ?) ORDER BY seq",
                         room, root, after, limit),
        names);
}

QList<StoredEvent> RelationTable::ofThread(RoomKey room, const EventId &root, Seq from, Seq before, int limit,
                                           MemberNames &names) const
{
    return readEvents(
        m_database.query("SELECT " EVENT_COLUMNS " FROM events WHERE event IN "
                         "(SELECT event FROM relations WHERE room = ? AND kind = 3 AND target = ? "
                         "AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?) ORDER BY seq DESC",
                         room, root, from, before, limit),
        names);
}

}
