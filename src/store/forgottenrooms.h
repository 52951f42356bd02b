// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncbatch.h"
#include "store/database.h"

#include <QSet>

namespace linnet {

/// Rooms that the person has forgotten. Servers tell of them once more all the same: sliding sync says which
/// rooms were left and has no word for what was forgotten, and what was on its way comes late. Worker thread.
class ForgottenRooms
{
public:
    explicit ForgottenRooms(Database &database) : m_database(database) {}

    void note(const RoomId &room);
    /// Whether nothing is to be made of what a server says of the room. That one is in it again, or asked or
    /// asking to be, ends that.
    bool covers(const RoomDelta &room, const UserId &self);
    bool contains(const RoomId &room);

private:
    const QSet<RoomId> &all();

    Database &m_database;
    std::optional<QSet<RoomId>> m_all; ///< as they were when it was first asked
};

}
