// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/forgottenrooms.h"

#include "matrix/syncparts.h"
#include "store/statement.h"

namespace linnet {

namespace {

/// What is said of one's own place in it; None: nothing.
Membership saidOf(const RoomDelta &room, const UserId &self)
{
    for (const Membership said : {room.membership, ownMembership(room.timeline, self)}) {
        if (said != Membership::None)
            return said;
    }
    return ownMembership(room.state, self);
}

}

void ForgottenRooms::note(const RoomId &room)
{
    m_database.run("INSERT OR IGNORE INTO forgotten_rooms(room_id) VALUES(?)", room);
    m_all.reset();
}

bool ForgottenRooms::contains(const RoomId &room)
{
    return all().contains(room);
}

bool ForgottenRooms::covers(const RoomDelta &room, const UserId &self)
{
    if (!contains(room.id))
        return false;
    const Membership said = saidOf(room, self);
    if (said != Membership::Join && said != Membership::Invite && said != Membership::Knock)
        return true;
    m_database.run("DELETE FROM forgotten_rooms WHERE room_id = ?", room.id);
    m_all.reset();
    return false;
}

const QSet<RoomId> &ForgottenRooms::all()
{
    if (!m_all) {
        m_all.emplace();
        Statement statement = m_database.query("SELECT room_id FROM forgotten_rooms");
        while (statement.next())
            m_all->insert(RoomId(statement.text(0)));
    }
    return *m_all;
}

}
