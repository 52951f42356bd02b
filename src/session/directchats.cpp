// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directchats.h"

#include "store/store.h"

namespace linnet {

namespace {

bool isBetter(const Room &a, const Room &b)
{
    const bool isIn = a.membership == Membership::Join;
    if (isIn != (b.membership == Membership::Join))
        return isIn;
    return a.lastTs != b.lastTs ? a.lastTs > b.lastTs : a.id < b.id;
}

bool isThere(Membership membership)
{
    return membership == Membership::Join || membership == Membership::Invite;
}

}

RoomId DirectChats::with(const UserId &user) const
{
    const Room *best = nullptr;
    const QList<RoomId> ids = m_rooms.ids();
    for (const RoomId &id : ids) {
        const Room *room = m_rooms.find(id);
        if (room->isDirect && room->directWith == user && isThere(room->membership) && !room->isReplaced &&
            (!best || isBetter(*room, *best)))
            best = room;
    }
    return best ? best->id : RoomId();
}

Task<UserId> DirectChats::otherIn(const RoomId &room)
{
    const Room *known = m_rooms.find(room);
    const auto read = [this, room] {
        return m_store.members(room).andThen([self = m_self](const QList<Member> &members) {
            QList<UserId> others;
            for (const Member &member : members) {
                if (isThere(member.membership) && member.user != self)
                    others.append(member.user);
            }
            return others.size() == 1 ? others.first() : UserId();
        });
    };
    if (!known || known->areMembersLoaded)
        return read();
    return m_api.send(m_api.requests().members(room))
        .andThen([this, room](const Reply &reply) {
            return m_store.commitMembers(room, reply.body, m_api.clock().now());
        })
        .andThen([read](const CommittedRoom &) { return read(); });
}

Task<Done> DirectChats::note(const RoomId &room, const UserId &user)
{
    if (user.isEmpty())
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    if (!isAvailable())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    return m_notes.note(room, user);
}

Task<Done> DirectChats::takeBack(const RoomId &room)
{
    if (!isAvailable())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    return m_notes.takeBack(room);
}

}
