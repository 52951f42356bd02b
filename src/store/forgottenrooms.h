// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncbatch.h"
#include "store/database.h"

#include <QHash>

namespace linnet {

/// Rooms that the person has forgotten. Servers tell of them once more all the same: sliding sync says which
/// rooms were left and has no word for what was forgotten, and what was on its way comes late. Worker thread.
class ForgottenRooms
{
public:
    explicit ForgottenRooms(Database &database) : m_database(database) {}

    /// Before what is stored of the room goes.
    void note(const RoomId &room, const UserId &self);
    /// Whether nothing is to be made of what a server says of the room. That one came into it anew, or is
    /// asked or asking to, ends that; not that one is in it, as what was on its way still says.
    bool covers(const RoomDelta &room, const UserId &self);
    bool contains(const RoomId &room);

private:
    const QHash<RoomId, EventId> &all();

    Database &m_database;
    /// As they were when it was first asked, each with one's last member event that was known of it.
    std::optional<QHash<RoomId, EventId>> m_all;
};

}
