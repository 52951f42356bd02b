// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadtable.h"

#include <algorithm>

namespace linnet {

ThreadRow ThreadTable::get(RoomNumber room, const EventId &root) const
{
    ThreadRow row;
    row.root = root;
    Statement statement = m_database.query("SELECT read_event, read_seq, unread, highlight, takes_part "
                                           "FROM threads WHERE room = ? AND root = ?",
                                           room, root);
    if (!statement.next())
        return row;
    row.readMarker = EventId(statement.text(0));
    row.readSeq = statement.maybeInteger(1);
    row.unread = statement.number(2);
    row.highlight = statement.number(3);
    row.takesPart = statement.integer(4) != 0;
    return row;
}

void ThreadTable::save(RoomNumber room, const ThreadRow &row)
{
    m_database.run("INSERT OR REPLACE INTO threads(room, root, read_event, read_seq, unread, highlight, "
                   "takes_part) VALUES(?, ?, ?, ?, ?, ?, ?)",
                   room, row.root, orNull(row.readMarker.toString()), row.readSeq, row.unread, row.highlight,
                   row.takesPart);
}

QList<EventId> ThreadTable::unread(RoomNumber room) const
{
    QList<EventId> roots;
    Statement statement =
        m_database.query("SELECT root FROM threads WHERE room = ? AND (unread > 0 OR highlight > 0)", room);
    while (statement.next())
        roots.append(EventId(statement.text(0)));
    return roots;
}

QList<EventId> ThreadTable::findMarkers(RoomNumber room)
{
    QList<EventId> roots;
    QList<Seq> places;
    {
        Statement statement = m_database.query("SELECT root, seq FROM threads JOIN events ON events.room = "
                                               "threads.room AND event_id = read_event "
                                               "WHERE threads.room = ? AND read_seq IS NULL",
                                               room);
        while (statement.next()) {
            roots.append(EventId(statement.text(0)));
            places.append(statement.integer(1));
        }
    }
    for (qsizetype i = 0; i < roots.size(); ++i)
        m_database.run("UPDATE threads SET read_seq = ? WHERE room = ? AND root = ?", places[i], room,
                       roots[i]);
    return roots;
}

ThreadTable::Sum ThreadTable::sum(RoomNumber room) const
{
    Statement statement =
        m_database.query("SELECT total(CASE WHEN takes_part OR is_stray THEN max(unread, highlight) "
                         "ELSE highlight END), total(highlight), total(NOT is_stray) FROM "
                         "(SELECT unread, highlight, takes_part, EXISTS(SELECT 1 FROM relations "
                         "WHERE relations.room = threads.room AND target = root AND kind = 5) AS is_stray "
                         "FROM threads WHERE room = ? AND (unread > 0 OR highlight > 0))",
                         room);
    if (!statement.next())
        return {};
    constexpr qint64 most = 1'000'000'000;
    return {int(std::min(statement.integer(0), most)), int(std::min(statement.integer(1), most)),
            statement.integer(2) > 0};
}

}
