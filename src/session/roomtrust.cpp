// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomtrust.h"

#include <algorithm>

namespace linnet {

RoomTrust::RoomTrust(PeopleTrust &trust, Store &store, RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_trust(trust), m_store(store), m_rooms(rooms), m_self(std::move(self))
{
    connect(&m_trust, &PeopleTrust::changed, this, &RoomTrust::changed);
    connect(&m_rooms, &RoomList::membersChanged, this, [this](const RoomId &room) {
        if (room == m_room)
            load();
    });
    connect(&m_rooms, &RoomList::changed, this, [this](const RoomId &room) {
        const Room *known = room == m_room ? m_rooms.find(room) : nullptr;
        if (known && known->isEncrypted != m_isEncrypted)
            load();
    });
}

void RoomTrust::setRoom(const RoomId &room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_others.clear();
    load();
    Q_EMIT changed();
}

void RoomTrust::load()
{
    const Room *known = m_rooms.find(m_room);
    m_isEncrypted = known && known->isEncrypted;
    if (!m_isEncrypted)
        return;
    m_store.members(m_room).then(this, [this, room = m_room](const Result<QList<Member>> &members) {
        if (!members || room != m_room)
            return;
        m_others.clear();
        QList<UserId> users;
        for (const Member &member : *members) {
            if (member.membership != Membership::Join || member.user == m_self)
                continue;
            m_others.append(member);
            users.append(member.user);
        }
        m_trust.want(users);
        Q_EMIT changed();
    });
}

bool RoomTrust::areAllVerified() const
{
    return m_isEncrypted && !m_others.isEmpty() &&
           std::all_of(m_others.cbegin(), m_others.cend(), [this](const Member &member) {
               return m_trust.isVerified(member.user) && !m_trust.hasChanged(member.user);
           });
}

QList<Member> RoomTrust::changedPeople() const
{
    QList<Member> people;
    for (const Member &member : m_others) {
        if (m_isEncrypted && m_trust.hasChanged(member.user))
            people.append(member);
    }
    std::stable_partition(people.begin(), people.end(),
                          [this](const Member &member) { return m_trust.isViolated(member.user); });
    return people;
}

}
