// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// In which rooms something of others is shown by itself: strangers may write in public ones.
enum class WhichRooms { All, Private, None };

inline bool isAmong(const Room &room, WhichRooms rooms)
{
    const bool isPrivate = room.membership == Membership::Join && !room.isPublic();
    return rooms == WhichRooms::All || (rooms == WhichRooms::Private && isPrivate);
}

}
