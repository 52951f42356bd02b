// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

namespace linnet {

/// The settings of a room, each of which is saved or refused by itself.
enum class RoomField { Name, Topic, Avatar, Addresses, Listing, JoinRule, History, Guests, Acl, Powers };

inline size_t qHash(RoomField field, size_t seed = 0)
{
    return ::qHash(int(field), seed);
}

}
