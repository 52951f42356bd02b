// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/roomencryption.h"
#include "store/database.h"

namespace linnet {

/// Who is to get the keys of an encrypted room, and how it is encrypted, by its stored state. Worker thread.
struct RoomKeyReaders
{
    /// Joined, and invited unless the room's history is for those who have joined only (client-server API,
    /// "Room history visibility").
    QList<UserId> users;
    RoomEncryption encryption;

    /// Errors: NotFound (no such room, or not encrypted), Unsupported (its algorithm).
    static Result<RoomKeyReaders> of(Database &database, const RoomId &room);
};

}
