// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomupgrade.h"

#include "base/logging.h"
#include "matrix/capabilities.h"
#include "matrix/servername.h"
#include "session/roomservers.h"

#include <algorithm>

namespace linnet {

namespace {

const QString ParentType = QStringLiteral("m.space.parent");

}

RoomUpgrade::RoomUpgrade(ApiClient &api, Store &store, RoomActions &actions, SpaceEditing &editing,
                         const RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_actions(actions), m_editing(editing), m_rooms(rooms),
      m_self(std::move(self))
{
}

Task<RoomVersions> RoomUpgrade::versions()
{
    return m_api.send(Capabilities::request(m_api.requests().version()))
        .andThen([](const Reply &reply) { return UpgradeRequests::readVersions(reply.body); })
        .orElse([](const Error &error) -> Result<RoomVersions> {
            if (ApiClient::isUnrecognized(error))
                return UpgradeRequests::readVersions({});
            return error;
        });
}

void RoomUpgrade::start(const Plan &plan)
{
    m_plan = plan;
    m_api
        .send(UpgradeRequests::upgrade(m_api.requests().version(), plan.room, plan.version,
                                       UpgradeRequests::hasCreators(plan.version) ? plan.creators
                                                                                  : QList<UserId>()))
        .andThen([](const Reply &reply) { return UpgradeRequests::readReplacement(reply.body); })
        .then(this, [this](const Result<RoomId> &room) {
            if (room)
                onUpgraded(*room);
            else
                Q_EMIT failed(room.error());
        });
}

void RoomUpgrade::onUpgraded(const RoomId &room)
{
    m_outcome.room = room;
    Q_EMIT upgraded(room);
    if (m_plan.doesInvite)
        findPeople();
    else
        findPlaces();
}

void RoomUpgrade::findPeople()
{
    const qint64 now = m_api.clock().now();
    m_api.send(m_api.requests().members(m_plan.room))
        .andThen([now](const Reply &reply) { return Requests::readMembers(reply.body, now); })
        .then(this, [this](const Result<QList<Event>> &members) {
            for (const Event &event : members ? *members : QList<Event>()) {
                const UserId user(event.stateKey.value_or(QString()));
                const Membership membership = readMember(event.content).membership;
                if (user == m_self || (membership != Membership::Join && membership != Membership::Invite))
                    continue;
                if (m_people.size() < MostInvited)
                    m_people.append(user);
                else
                    ++m_outcome.notInvited;
            }
            inviteNext();
        });
}

// One after the other: servers let nobody invite many at once.
void RoomUpgrade::inviteNext()
{
    if (m_people.isEmpty())
        return findPlaces();
    m_actions.invite(m_outcome.room, m_people.takeFirst()).then(this, [this](const Result<Done> &result) {
        if (result)
            ++m_outcome.invited;
        else
            ++m_outcome.notInvited;
        inviteNext();
    });
}

void RoomUpgrade::findPlaces()
{
    if (!m_plan.doesMoveInSpaces)
        return finish();
    const QList<RoomId> all = m_rooms.ids();
    for (const RoomId &id : all) {
        const Room *space = m_rooms.find(id);
        if (space->membership != Membership::Join || !space->isSpace())
            continue;
        const bool hasRoom = std::any_of(space->children.cbegin(), space->children.cend(),
                                         [this](const SpaceChild &child) { return child.id == m_plan.room; });
        if (hasRoom && m_editing.mayEdit(id))
            m_spaces.append(id);
        else if (hasRoom)
            ++m_outcome.spacesNotChanged;
    }
    movePlaces();
}

QStringList RoomUpgrade::via() const
{
    const Room *old = m_rooms.find(m_plan.room);
    return mergedServers({serverOf(m_self)}, old ? serversOf(*old) : QStringList());
}

void RoomUpgrade::movePlaces()
{
    if (m_spaces.isEmpty())
        return findParents();
    m_editing.replace(m_spaces.takeFirst(), m_plan.room, m_outcome.room, via())
        .then(this, [this](const Result<SpaceEditing::Replaced> &result) {
            if (!result)
                ++m_outcome.spacesNotChanged;
            else if (result->notRemoved)
                ++m_outcome.spacesWithBoth;
            else
                ++m_outcome.spacesChanged;
            movePlaces();
        });
}

/// Who may not put the new room into a space would only claim that it is in there.
void RoomUpgrade::findParents()
{
    const Room *old = m_rooms.find(m_plan.room);
    const QList<RoomId> spaces = old ? old->parents : QList<RoomId>();
    m_store.state(m_plan.room).then(this, [this, spaces](const Result<QList<StateEntry>> &entries) {
        for (const StateEntry &entry : entries ? *entries : QList<StateEntry>()) {
            const RoomId space(entry.stateKey);
            if (entry.type == ParentType && spaces.contains(space) && m_editing.mayEdit(space))
                m_parents.append(entry);
        }
        nameParents();
    });
}

// The spaces have the last word on what is in them: if this fails, the room is in there all the same.
void RoomUpgrade::nameParents()
{
    if (m_parents.isEmpty())
        return finish();
    const StateEntry parent = m_parents.takeFirst();
    m_api.send(m_api.requests().setState(m_outcome.room, ParentType, parent.stateKey, parent.content))
        .then(this, [this](const Result<Reply> &) { nameParents(); });
}

void RoomUpgrade::finish()
{
    qCInfo(lcSession) << "upgraded" << m_plan.room.toString() << "to" << m_outcome.room.toString();
    Q_EMIT finished(m_outcome);
}

}
