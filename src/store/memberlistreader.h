// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// Reads everybody whom a room knows, in the order of Member::isBefore(). Made for rooms of many thousands:
/// it goes through them once, and what a list needs to search and to compare them is worked out here, off the
/// GUI thread. Worker thread.
class MemberListReader
{
public:
    explicit MemberListReader(Database &database) : m_database(database) {}

    /// Empty where the room is not known.
    Result<QList<Member>> read(const RoomId &room);
    /// Those of `users` who are known there, in their order.
    Result<QList<Member>> read(const RoomId &room, const QList<UserId> &users);

private:
    Database &m_database;
};

}
