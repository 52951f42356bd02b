// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roompeople.h"

#include "matrix/displayname.h"
#include "matrix/roomstaterequests.h"

namespace linnet {

RoomPeople::RoomPeople(ApiClient &api, Store &store, RoomId room, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_room(std::move(room))
{
}

void RoomPeople::load(const QList<UserId> &users)
{
    m_wanted = users;
    if (m_isReading) {
        m_isReadWanted = true;
        return;
    }
    m_isReading = true;
    m_store.membersOf(m_room, users).then(this, [this](const Result<QList<Member>> &members) {
        m_isReading = false;
        if (std::exchange(m_isReadWanted, false))
            return load(m_wanted);
        take(members ? *members : QList<Member>());
    });
}

Member RoomPeople::member(const UserId &user) const
{
    if (const auto known = m_members.constFind(user); known != m_members.cend())
        return *known;
    if (const auto told = m_told.constFind(user); told != m_told.cend())
        return *told;
    return {user, user.toString(), {}, Membership::None, 0};
}

void RoomPeople::take(const QList<Member> &members)
{
    m_members.clear();
    for (const Member &member : members)
        m_members.insert(member.user, member);
    qsizetype asked = 0;
    for (const UserId &user : std::as_const(m_wanted)) {
        if (asked == MostAsked)
            break;
        if (m_members.contains(user) || m_told.contains(user))
            continue;
        ++asked;
        ask(user);
    }
    Q_EMIT changed();
}

void RoomPeople::ask(const UserId &user)
{
    ++m_asked;
    m_told.insert(user, member(user)); // once is enough
    m_api
        .send(RoomStateRequests::state(m_api.requests().version(), m_room, QStringLiteral("m.room.member"),
                                       user.toString()))
        .then(this, [this, user](const Result<Reply> &reply) {
            --m_asked;
            if (reply) {
                const MemberContent content = readMember(reply->body);
                const QString name = cleanName(content.displayName);
                m_told.insert(user, {user, name.isEmpty() ? user.toString() : name, content.avatarUrl,
                                     content.membership, 0});
            }
            if (m_asked == 0)
                Q_EMIT changed();
        });
}

}
