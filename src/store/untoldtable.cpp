// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/untoldtable.h"

namespace linnet {

void UntoldTable::put(const UntoldMark &mark)
{
    m_database.run("INSERT OR REPLACE INTO untold(room_id, kind, thread, value) VALUES(?, ?, ?, ?)",
                   mark.room, int(mark.kind), mark.thread, mark.value);
}

void UntoldTable::remove(const UntoldMark &mark)
{
    m_database.run("DELETE FROM untold WHERE room_id = ? AND kind = ? AND thread = ? AND value = ?",
                   mark.room, int(mark.kind), mark.thread, mark.value);
}

void UntoldTable::removeRoom(const RoomId &room)
{
    m_database.run("DELETE FROM untold WHERE room_id = ?", room);
}

bool UntoldTable::has(const RoomId &room, UntoldMark::Kind kind) const
{
    Statement statement =
        m_database.query("SELECT 1 FROM untold WHERE room_id = ? AND kind = ?", room, int(kind));
    return statement.next();
}

QList<UntoldMark> UntoldTable::all() const
{
    QList<UntoldMark> marks;
    Statement statement = m_database.query("SELECT room_id, kind, thread, value FROM untold");
    while (statement.next())
        marks.append({RoomId(statement.text(0)), UntoldMark::Kind(statement.number(1)), statement.text(2),
                      statement.text(3)});
    return marks;
}

}
