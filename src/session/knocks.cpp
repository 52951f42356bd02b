// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/knocks.h"

#include <QPointer>

namespace linnet {

Knocks::Knocks(ApiClient &api, RoomActions &actions, const RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_actions(actions), m_rooms(rooms), m_self(std::move(self))
{
    connect(&rooms, &RoomList::membersChanged, this, [this](const RoomId &room) {
        if (room == m_room && isWatching())
            ask();
    });
    connect(&rooms, &RoomList::changed, this, [this](const RoomId &room) {
        if (room == m_room)
            refresh();
    });
}

const Room *Knocks::open() const
{
    const Room *room = m_room.isEmpty() ? nullptr : m_rooms.find(m_room);
    return room && room->membership == Membership::Join ? room : nullptr;
}

int Knocks::power() const
{
    const Room *room = open();
    return room ? room->powerLevels.powerOf(m_self) : 0;
}

bool Knocks::canLetIn() const
{
    const Room *room = open();
    return room && power() >= room->powerLevels.invite;
}

bool Knocks::canDecline() const
{
    const Room *room = open();
    return room && power() >= room->powerLevels.kick;
}

bool Knocks::canBan() const
{
    const Room *room = open();
    return room && power() >= room->powerLevels.ban;
}

/// Where nobody can ask to join, nobody does. Who may write nothing but invite is not asked either: in most
/// rooms everybody may.
bool Knocks::isWatching() const
{
    const Room *room = open();
    const bool canBeAsked = room && (room->joinRule == QLatin1String("knock") ||
                                     room->joinRule == QLatin1String("knock_restricted"));
    return canBeAsked && (canLetIn() || canDecline()) && m_api.requests().version().dialect != Dialect::V1;
}

void Knocks::setRoom(const RoomId &room)
{
    if (room == m_room)
        return;
    m_room = room;
    m_asking.reset();
    m_isStale = false;
    m_wasWatching = false;
    set({});
    refresh();
}

void Knocks::refresh()
{
    const bool isWatching_ = isWatching();
    if (std::exchange(m_wasWatching, isWatching_) == isWatching_)
        return;
    if (isWatching_) {
        ask();
    } else {
        m_asking.reset();
        set({});
    }
}

void Knocks::ask()
{
    if (m_asking) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    m_asking = std::make_unique<QObject>();
    const qint64 now = m_api.clock().now();
    m_api.send(KnockRequests::knocks(m_api.requests().version(), m_room))
        .andThen([now](const Reply &reply) { return KnockRequests::readKnocks(reply.body, now); })
        .then(m_asking.get(), [this](const Result<QList<Knock>> &knocks) {
            const std::unique_ptr<QObject> asked = std::move(m_asking);
            // What could not be asked is asked with the next change.
            if (knocks)
                set(*knocks);
            if (m_isStale && isWatching())
                ask();
        });
}

void Knocks::set(QList<Knock> knocks)
{
    if (knocks == m_knocks)
        return;
    m_knocks = std::move(knocks);
    Q_EMIT changed();
}

Task<Done> Knocks::letIn(const UserId &user)
{
    return answered(m_actions.invite(m_room, user), user);
}

Task<Done> Knocks::decline(const UserId &user, const QString &reason)
{
    return answered(
        m_api.send(m_api.requests().kick(m_room, user, reason)).andThen([](const Reply &) { return Done{}; }),
        user);
}

Task<Done> Knocks::ban(const UserId &user, const QString &reason)
{
    return answered(
        m_api.send(m_api.requests().ban(m_room, user, reason)).andThen([](const Reply &) { return Done{}; }),
        user);
}

// The sync may take its time to say it.
Task<Done> Knocks::answered(Task<Done> task, const UserId &user)
{
    const QPointer<Knocks> self(this);
    return std::move(task).andThen([self, room = m_room, user](Done) {
        if (self && self->m_room == room) {
            QList<Knock> left = self->m_knocks;
            left.removeIf([&user](const Knock &knock) { return knock.user == user; });
            self->set(left);
        }
        return Done{};
    });
}

}
