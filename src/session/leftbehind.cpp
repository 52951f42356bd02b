// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/leftbehind.h"

#include "session/successors.h"

namespace linnet {

void LeftBehind::reset()
{
    m_links.clear();
    m_replacedBy.clear();
    m_left.clear();
    const QList<RoomId> ids = m_rooms.ids();
    m_links.reserve(ids.size());
    for (const RoomId &id : ids) {
        relink(id);
        judge(id);
    }
}

QList<RoomId> LeftBehind::changed(const RoomId &room)
{
    QList<RoomId> different;
    if (!relink(room))
        return different;
    // Those before it in the chain as well, which may be a circle.
    QSet<RoomId> seen{room};
    QList<RoomId> open{room};
    while (!open.isEmpty()) {
        const RoomId at = open.takeLast();
        if (judge(at))
            different.append(at);
        const QList<RoomId> before = m_replacedBy.values(at);
        for (const RoomId &id : before) {
            if (seen.contains(id))
                continue;
            seen.insert(id);
            open.append(id);
        }
    }
    return different;
}

/// Whether it leads elsewhere now, or counts differently.
bool LeftBehind::relink(const RoomId &id)
{
    Link now;
    const Room *room = m_rooms.find(id);
    if (room) {
        now.membership = room->membership;
        now.successor = room->isReplaced ? room->successor : RoomId();
        now.isSpace = room->isSpace();
    }
    const Link before = m_links.value(id);
    if (room)
        m_links.insert(id, now);
    else
        m_links.remove(id);
    if (now == before)
        return false;
    if (now.successor != before.successor) {
        if (!before.successor.isEmpty())
            m_replacedBy.remove(before.successor, id);
        if (!now.successor.isEmpty())
            m_replacedBy.insert(now.successor, id);
    }
    return true;
}

/// Whether it is different now.
bool LeftBehind::judge(const RoomId &id)
{
    const Room *room = m_rooms.find(id);
    const bool isLeft = room && Successors::isLeftBehind(m_rooms, *room);
    if (isLeft == m_left.contains(id))
        return false;
    if (isLeft)
        m_left.insert(id);
    else
        m_left.remove(id);
    return true;
}

}
