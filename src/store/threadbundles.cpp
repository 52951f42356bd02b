// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadbundles.h"

namespace linnet {

void ThreadBundles::put(RoomNumber room, const EventId &root, const ThreadBundle &bundle, Seq newest)
{
    m_database.run("INSERT OR REPLACE INTO thread_bundles(room, root, count, newest, newest_event, seq) "
                   "VALUES(?, ?, ?, ?, ?, ?)",
                   room, root, bundle.count, bundle.newest.id, bundle.newest.raw, newest);
}

void ThreadBundles::discount(RoomNumber room, const EventId &root, Seq seq)
{
    m_database.run("UPDATE thread_bundles SET count = count - 1 WHERE room = ? AND root = ? AND ? <= "
                   "coalesce((SELECT events.seq FROM events WHERE events.room = thread_bundles.room "
                   "AND event_id = newest), thread_bundles.seq)",
                   room, root, seq);
}

EventId ThreadBundles::dropNewest(RoomNumber room, const EventId &newest)
{
    Statement statement = m_database.query(
        "DELETE FROM thread_bundles WHERE room = ? AND newest = ? RETURNING root", room, newest);
    return statement.next() ? EventId(statement.text(0)) : EventId();
}

QList<ThreadBundles::Bundle> ThreadBundles::of(RoomNumber room, const QString &roots) const
{
    QList<Bundle> bundles;
    Statement statement = m_database.query(
        "SELECT root, count, coalesce(events.seq, thread_bundles.seq), "
        "CASE WHEN events.seq IS NULL THEN newest_event END FROM thread_bundles LEFT JOIN events "
        "ON events.room = thread_bundles.room AND events.event_id = newest "
        "WHERE thread_bundles.room = ? AND root IN (SELECT value FROM json_each(?))",
        room, roots);
    while (statement.next())
        bundles.append(
            {EventId(statement.text(0)), statement.number(1), statement.integer(2), statement.blob(3)});
    return bundles;
}

}
