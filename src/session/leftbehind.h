// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomlist.h"

#include <QHash>
#include <QSet>

namespace linnet {

/// Which rooms are left behind: one is in the room that goes on in their place, so that they need not stand
/// in lists nor be counted (client-server API, "Room Upgrades"). Whoever owns one tells it what the RoomList
/// says. What happens in a room costs nothing here, however many name it as what goes on in their place; only
/// that it is replaced, joined or left does. GUI thread; must not outlive its RoomList.
class LeftBehind
{
public:
    explicit LeftBehind(const RoomList &rooms) : m_rooms(rooms) { reset(); }

    bool contains(const RoomId &room) const { return m_left.contains(room); }
    void reset(); ///< all rooms may be others
    /// The room is new, different or gone. Returns the rooms, it or others, that are left behind now or no
    /// more.
    QList<RoomId> changed(const RoomId &room);

private:
    /// What is asked of a room when it is followed.
    struct Link
    {
        Membership membership = Membership::None;
        RoomId successor; ///< empty: it was not replaced, or nobody says by what
        bool isSpace = false;

        friend bool operator==(const Link &, const Link &) = default;
    };

    bool relink(const RoomId &id);
    bool judge(const RoomId &id);

    const RoomList &m_rooms;
    QHash<RoomId, Link> m_links;
    QMultiHash<RoomId, RoomId> m_replacedBy; ///< by what goes on in their place
    QSet<RoomId> m_left;
};

}
