// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/forgottenrooms.h"

#include "matrix/content.h"
#include "matrix/syncparts.h"
#include "store/statement.h"

#include <algorithm>

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

/// Whether one came into it, and not only was in it when the server said this. All dialects tell of the first
/// with a member event of one's own or with the whole state: sliding sync says `initial`, api/v1 is asked for
/// it, and /sync sends it from the creation on. A member event comes late as well, as when names are told of
/// (client-server API, "Lazy-loading room members"), or changes only the name.
bool isEntry(const RoomDelta &room, const UserId &self, const EventId &last)
{
    const auto isJoin = [&](const Event &event) {
        return isOwnMember(event, self) && event.id != last &&
               readMember(event.content).membership == Membership::Join &&
               readMember(event.previousContent).membership != Membership::Join;
    };
    const auto isCreation = [](const Event &event) {
        return event.type == u"m.room.create" && event.isState();
    };
    return room.isFullState || std::any_of(room.state.cbegin(), room.state.cend(), isCreation) ||
           std::any_of(room.state.cbegin(), room.state.cend(), isJoin) ||
           std::any_of(room.timeline.cbegin(), room.timeline.cend(), isJoin);
}

}

void ForgottenRooms::note(const RoomId &room, const UserId &self)
{
    m_database.run("INSERT OR IGNORE INTO forgotten_rooms(room_id) VALUES(?)", room);
    // A room that is not stored, as when it is forgotten twice, says nothing.
    m_database.run("UPDATE forgotten_rooms SET member_event = coalesce((SELECT event_id FROM members "
                   "JOIN rooms ON rooms.room = members.room WHERE rooms.room_id = ? AND user = ?), "
                   "member_event) "
                   "WHERE room_id = ?",
                   room, self, room);
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
    const bool isAsked = said == Membership::Invite || said == Membership::Knock;
    if (!isAsked && (said != Membership::Join || !isEntry(room, self, all().value(room.id))))
        return true;
    m_database.run("DELETE FROM forgotten_rooms WHERE room_id = ?", room.id);
    m_all.reset();
    return false;
}

const QHash<RoomId, EventId> &ForgottenRooms::all()
{
    if (!m_all) {
        m_all.emplace();
        Statement statement = m_database.query("SELECT room_id, member_event FROM forgotten_rooms");
        while (statement.next())
            m_all->insert(RoomId(statement.text(0)), EventId(statement.text(1)));
    }
    return *m_all;
}

}
