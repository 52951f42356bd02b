// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knownnames.h"

#include "session/session.h"

namespace linnet {

namespace {

constexpr int MostFetched = 500; ///< members of a room; a larger one is not fetched for a few names

}

KnownNames::KnownNames(Session &session, QObject *parent) : QObject(parent), m_session(session) {}

KnownNames::~KnownNames() = default;

void KnownNames::setRoom(const RoomId &room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_members.reset();
    m_told.clear();
}

QString KnownNames::of(const QString &target)
{
    if (!target.startsWith(u'@')) {
        const Room *room = m_session.rooms().findByName(target);
        return room ? room->name : QString();
    }
    const Room *room = m_session.rooms().find(m_room);
    if (!m_members && room) {
        m_members = m_session.openMembers(m_room);
        connect(m_members.get(), &MemberList::changed, this, &KnownNames::readMembers);
        m_members->setMayAsk(room->joinedCount <= MostFetched);
        m_members->load(room->areMembersLoaded);
    }
    return m_told[target] = nameOf(target);
}

QString KnownNames::nameOf(const QString &user) const
{
    const Member *member = m_members ? m_members->all().find(UserId(user)) : nullptr;
    return member ? member->name : QString();
}

void KnownNames::readMembers()
{
    bool isOther = false;
    for (auto told = m_told.begin(); told != m_told.end(); ++told) {
        const QString name = nameOf(told.key());
        isOther = isOther || *told != name;
        *told = name;
    }
    if (isOther)
        Q_EMIT changed();
}

}
