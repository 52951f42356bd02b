// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/successors.h"

#include "matrix/servername.h"
#include "session/roomservers.h"
#include "store/store.h"

#include <QSet>

namespace linnet::Successors {

namespace {

constexpr qsizetype LongestChain = 100;

}

End of(const RoomList &rooms, const RoomId &from)
{
    QSet<RoomId> seen{from};
    End end;
    RoomId at = from;
    const Room *room = rooms.find(at);
    while (room && room->isReplaced && !room->successor.isEmpty() && seen.size() <= LongestChain) {
        if (seen.contains(room->successor)) {
            end.isCircle = true;
            return end;
        }
        end.namedBy = at;
        at = room->successor;
        end.room = at;
        seen.insert(at);
        room = rooms.find(at);
        end.isJoined = room && room->membership == Membership::Join;
        end.isSpace = room && room->isSpace();
        if (!end.isJoined)
            break;
    }
    return end;
}

bool isLeftBehind(const RoomList &rooms, const Room &room)
{
    if (!room.isReplaced || room.membership == Membership::Invite)
        return false;
    const End end = of(rooms, room.id);
    return end.isJoined && !end.isCircle && (end.isSpace || !room.isSpace());
}

Task<QStringList> servers(Store &store, const RoomList &rooms, const End &end)
{
    const Room *old = rooms.find(end.namedBy);
    const QStringList known = old ? serversOf(*old, MostVia) : QStringList();
    return store.state(end.namedBy)
        .andThen([known](const QList<StateEntry> &entries) {
            QStringList first;
            for (const StateEntry &entry : entries) {
                if (entry.type == QLatin1String("m.room.tombstone") && entry.stateKey.isEmpty())
                    first << serverOf(entry.sender);
            }
            return mergedServers(first, known);
        })
        .orElse([known](const Error &) -> Result<QStringList> { return known; });
}

}
