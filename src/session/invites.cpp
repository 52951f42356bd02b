// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/invites.h"

#include "matrix/moderationrequests.h"
#include "session/accountdata.h"
#include "session/hiddenpeople.h"
#include "session/ignoredpeople.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "store/archive.h"
#include "store/store.h"

#include <QJsonArray>

#include <algorithm>

namespace linnet {

namespace {

/// Of so many unknown people at a time the server is asked by itself: who is in a room may be stored in part
/// only.
constexpr int MostAskedByItself = 10;
constexpr qsizetype MostTold = 50; ///< one by one

}

Invites::Invites(Parts parts, ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_parts(parts), m_api(api), m_store(store), m_self(std::move(self))
{
    connect(&parts.rooms, &RoomList::reset, this, &Invites::onReset);
    connect(&parts.rooms, &RoomList::changed, this, &Invites::onChanged);
    connect(&parts.rooms, &RoomList::removed, this, &Invites::onChanged);
    connect(&parts.rules, &InviteRules::changed, this, &Invites::judgeAll);
    connect(&parts.hidden, &HiddenPeople::changed, this, &Invites::judgeAll);
    connect(&parts.data, &AccountData::changed, this, [this](const QString &type) {
        if (type != u"m.direct")
            return;
        readDirect();
        judgeAll();
    });
}

void Invites::readDirect()
{
    m_direct.clear();
    const QJsonObject people = m_parts.data.content(QStringLiteral("m.direct"));
    for (auto person = people.begin(); person != people.end(); ++person) {
        const QJsonArray rooms = person.value().toArray();
        const bool isIn = std::any_of(rooms.begin(), rooms.end(), [this](const QJsonValue &id) {
            const Room *room = m_parts.rooms.find(RoomId(id.toString()));
            return room && room->membership == Membership::Join;
        });
        if (isIn)
            m_direct.insert(UserId(person.key()));
    }
}

bool Invites::isKnown(const UserId &user) const
{
    return m_direct.contains(user) || m_stored.value(user) > 0 ||
           (m_placed.contains(user) && m_serverSays.value(user) > 0);
}

bool Invites::canAsk() const
{
    using namespace ModerationRequests;
    return m_api.requests().version().dialect != Dialect::V1 &&
           (m_api.has(MutualRooms) || m_api.has(MutualRoomsUnstable));
}

/// Who is in a room may be stored in part only, so the server has the last word where it has one.
bool Invites::isSurelyAStranger(const UserId &user) const
{
    const auto said = m_serverSays.constFind(user);
    return said == m_serverSays.cend() ? !canAsk() : *said == 0;
}

std::optional<PolicyLists::Match> Invites::warningOf(const Room &room) const
{
    if (const auto match = m_parts.policies.matchOf(room.inviter))
        return match;
    return m_parts.policies.matchOf(room.id, room.aliases);
}

Invites::Place Invites::judge(const Room &room) const
{
    if (m_parts.ignored.contains(room.inviter) || m_parts.rules.who() == InviteRules::Who::Nobody)
        return Place::Nowhere;
    // Servers of 2014 may not say who invites: nobody could be kept apart then.
    if (room.inviter.isEmpty())
        return warningOf(room) ? Place::Requests : Place::List;
    if (warningOf(room))
        return Place::Requests;
    if (isKnown(room.inviter))
        return Place::List;
    if (!m_stored.contains(room.inviter))
        return Place::Pending;
    const bool isKeptOut =
        m_parts.rules.who() == InviteRules::Who::SharedRooms && isSurelyAStranger(room.inviter);
    return isKeptOut ? Place::Nowhere : Place::Requests;
}

Invites::Place Invites::placeOf(const RoomId &room) const
{
    return m_ended.contains(room) ? Place::Nowhere : m_places.value(room, Place::List);
}

QList<RoomId> Invites::requests() const
{
    QList<std::pair<qint64, RoomId>> sorted;
    sorted.reserve(m_requests);
    for (auto each = m_places.cbegin(); each != m_places.cend(); ++each) {
        const Room *room = each.value() == Place::Requests ? m_parts.rooms.find(each.key()) : nullptr;
        if (room)
            sorted.append({-room->lastTs, room->id});
    }
    std::sort(sorted.begin(), sorted.end());
    QList<RoomId> rooms;
    rooms.reserve(sorted.size());
    for (const auto &[ts, room] : std::as_const(sorted))
        rooms.append(room);
    return rooms;
}

void Invites::onReset()
{
    m_places.clear();
    m_requests = 0;
    readDirect();
    const QList<RoomId> ids = m_parts.rooms.ids();
    for (const RoomId &id : ids) {
        const Room *room = m_parts.rooms.find(id);
        if (room->membership != Membership::Invite)
            continue;
        const Place place = judge(*room);
        m_places.insert(id, place);
        m_requests += place == Place::Requests ? 1 : 0;
        if (place == Place::Pending)
            lookUp(room->inviter);
    }
    Q_EMIT reset();
    Q_EMIT countChanged();
}

void Invites::onChanged(const RoomId &id)
{
    const Room *room = m_parts.rooms.find(id);
    const bool isGone =
        room && (room->membership == Membership::Leave || room->membership == Membership::Ban);
    if (isGone && isApart(id))
        return end(id);
    m_ended.remove(id);
    if (!room || room->membership != Membership::Invite) {
        put(id, Place::List);
        // What is noted of direct chats may come before the rooms.
        const bool isDirect = room && room->membership == Membership::Join && !room->directWith.isEmpty();
        if (isDirect && !m_direct.contains(room->directWith)) {
            m_direct.insert(room->directWith);
            judgeAll();
        }
        return;
    }
    if (!m_places.contains(id))
        forgetWhatIsKnown(room->inviter);
    const Place place = judge(*room);
    put(id, place);
    if (place == Place::Pending)
        lookUp(room->inviter);
}

/// One may share a room with them by now, or none any more.
void Invites::forgetWhatIsKnown(const UserId &user)
{
    m_stored.remove(user);
    const auto said = m_serverSays.constFind(user);
    if (said == m_serverSays.cend() || *said > 0)
        return;
    m_serverSays.erase(said);
    m_asked.remove(user);
}

void Invites::end(const RoomId &room)
{
    if (m_ended.contains(room))
        return;
    const bool wasRequest = m_places.take(room) == Place::Requests;
    m_requests -= wasRequest ? 1 : 0;
    m_ended.insert(room);
    Q_EMIT changed(room);
    if (wasRequest)
        Q_EMIT countChanged();
    if (m_declined.remove(room)) // if it cannot be, it stays out of sight until the program ends
        m_parts.actions.forget(room).then(this, [](const Status &) {});
}

void Invites::forgetWhenLeft(const RoomId &room)
{
    const Room *known = m_parts.rooms.find(room);
    if (known && known->membership == Membership::Invite && known->lastEventId.isEmpty())
        m_declined.insert(room);
}

void Invites::put(const RoomId &room, Place place)
{
    const Room *known = m_parts.rooms.find(room);
    const bool isInvite = known && known->membership == Membership::Invite;
    const Place before = placeOf(room);
    if (isInvite)
        m_places.insert(room, place);
    else
        m_places.remove(room);
    const int change = (place == Place::Requests ? 1 : 0) - (before == Place::Requests ? 1 : 0);
    m_requests += change;
    // A request may be another one in the same place: of another name, or by somebody else.
    if (before != place || place == Place::Requests)
        Q_EMIT changed(room);
    if (change != 0)
        Q_EMIT countChanged();
}

void Invites::judgeAll()
{
    QList<RoomId> moved;
    m_requests = 0;
    for (auto each = m_places.begin(); each != m_places.end(); ++each) {
        const Room *room = m_parts.rooms.find(each.key());
        const Place place = room ? judge(*room) : Place::List;
        if (*each != place)
            moved.append(each.key());
        *each = place;
        m_requests += place == Place::Requests ? 1 : 0;
        if (place == Place::Pending)
            lookUp(room->inviter);
        else if (place == Place::Requests && m_parts.rules.who() == InviteRules::Who::SharedRooms)
            askByItself(room->inviter);
    }
    if (moved.isEmpty())
        return;
    if (moved.size() > MostTold)
        Q_EMIT reset();
    else
        for (const RoomId &room : std::as_const(moved))
            Q_EMIT changed(room);
    Q_EMIT countChanged();
}

/// Thousands may come at once: they are looked up together.
void Invites::lookUp(const UserId &user)
{
    if (m_lookingUp.contains(user))
        return;
    m_lookingUp.insert(user);
    m_toLookUp.append(user);
    if (m_toLookUp.size() == 1)
        QMetaObject::invokeMethod(this, &Invites::lookUpNow, Qt::QueuedConnection);
}

void Invites::lookUpNow()
{
    const QList<UserId> users = std::exchange(m_toLookUp, {});
    m_store.archive().sharedRooms(users).then(this, [this, users](const Result<QHash<UserId, int>> &counts) {
        onLookedUp(users, counts ? *counts : QHash<UserId, int>()); // who cannot be looked up is a stranger
    });
}

void Invites::onLookedUp(const QList<UserId> &users, const QHash<UserId, int> &counts)
{
    for (const UserId &user : users) {
        m_lookingUp.remove(user);
        m_stored.insert(user, counts.value(user));
        if (counts.value(user) == 0)
            askByItself(user);
        Q_EMIT sharedChanged(user);
    }
    judgeAll();
}

std::optional<int> Invites::sharedWith(const UserId &user) const
{
    if (const auto said = m_serverSays.constFind(user); said != m_serverSays.cend())
        return *said;
    const auto stored = m_stored.constFind(user);
    return stored == m_stored.cend() ? std::nullopt : std::optional(*stored);
}

void Invites::wantShared(const UserId &user)
{
    ask(user, false);
}

void Invites::askByItself(const UserId &user)
{
    if (m_asking < MostAskedByItself)
        ask(user, true);
}

void Invites::ask(const UserId &user, bool mayPlace)
{
    using namespace ModerationRequests;
    if (user.isEmpty() || user == m_self || m_asked.contains(user) || !canAsk())
        return; // what is stored has to do
    const bool isUnstable = !m_api.has(MutualRooms);
    const QString endpoint = isUnstable ? MutualRoomsUnstable : MutualRooms;
    m_asked.insert(user);
    if (mayPlace) {
        m_placed.insert(user);
        ++m_asking;
    }
    m_api.send(ModerationRequests::mutualRooms(user, isUnstable))
        .andThen([](const Reply &reply) { return readMutualRooms(reply.body); })
        .andThen([](const MutualPage &shared) { return shared.count; })
        .then(this, [this, user, mayPlace, endpoint](const Result<int> &count) {
            m_asking -= mayPlace ? 1 : 0;
            if (!count) {
                m_asked.remove(user);
                m_placed.remove(user);
                if (!m_api.lacks(endpoint, count.error()))
                    return;
                ask(user, mayPlace); // under its other name
                if (!canAsk())
                    judgeAll();
                return;
            }
            m_serverSays.insert(user, *count);
            Q_EMIT sharedChanged(user);
            if (mayPlace || *count == 0)
                judgeAll();
        });
}

}
