// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/roomlist.h"

namespace linnet {

class Store;

/// Where rooms go on that were replaced (client-server API, "Room Upgrades"). Servers say anything, also that
/// rooms replace each other in a circle.
namespace Successors {

struct End
{
    RoomId room;    ///< the last of the chain that is known; empty: nobody says where it goes on
    RoomId namedBy; ///< the room that names it
    bool isCircle = false;
    bool isJoined = false;
    bool isSpace = false; ///< as far as it is known
};
/// Follows the rooms that one is in from `from`, which was replaced.
End of(const RoomList &rooms, const RoomId &from);

/// Whether one is in the room that goes on in the place of `room`, so that this one need not stand in lists.
/// Only a space goes on in the place of a space: in any other one would find nothing of what stood in it.
bool isLeftBehind(const RoomList &rooms, const Room &room);

/// The servers through which `end` can be joined: that of who has replaced the room first.
Task<QStringList> servers(Store &store, const RoomList &rooms, const End &end);

}

}
