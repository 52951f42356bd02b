// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet::test {

// Rooms and spaces for tests, by short names: "a" is the room `!a:x`.

inline RoomId idOf(const QString &name)
{
    return RoomId(QString(u'!' + name + QStringLiteral(":x")));
}

inline Room makeRoom(const QString &name, int unread = 0, int highlight = 0)
{
    Room room;
    room.id = idOf(name);
    room.name = name;
    room.membership = Membership::Join;
    room.unread = unread;
    room.highlight = highlight;
    return room;
}

/// `children`: names with a blank between each two.
inline Room makeSpace(const QString &name, const QString &children = {})
{
    Room room = makeRoom(name);
    room.type = QStringLiteral("m.space");
    const QStringList names = children.split(u' ', Qt::SkipEmptyParts);
    for (const QString &child : names)
        room.children.append({idOf(child), {QStringLiteral("x")}});
    return room;
}

inline CommittedRoom committed(const Room &room)
{
    CommittedRoom change;
    change.room = room;
    return change;
}

}
