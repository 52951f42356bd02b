// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>

namespace linnet {

/// The name of a key that opens messages of one room: a Megolm session. Not the key itself.
struct RoomKey
{
    RoomId room;
    QString session;

    friend bool operator==(const RoomKey &, const RoomKey &) = default;
    friend size_t qHash(const RoomKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.room, key.session);
    }
};

}
