// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/matrixlink.h"
#include "store/store.h"

#include <functional>

namespace linnet {

/// What a person does with rooms: create, join, invite, leave, forget. The room list changes when the sync
/// brings the outcome, not here. GUI thread; owned by the Session.
class RoomActions
{
public:
    RoomActions(ApiClient &api, Store &store) : m_api(api), m_store(store) {}

    Task<RoomId> create(const NewRoom &room);
    /// An alias, an id, a matrix.to or a matrix: link. Invalid if it is none of them.
    Task<RoomId> join(const QString &idAliasOrLink);
    Task<Done> leave(const RoomId &room);  ///< also declines an invitation
    Task<Done> forget(const RoomId &room); ///< after leaving: erases it here too
    Task<Done> invite(const RoomId &room, const UserId &user);
    Task<QList<PublicRoom>> publicRooms();          ///< the first hundred of the server's own
    Task<RoomId> resolve(const QString &idOrAlias); ///< an id answers itself
    /// Is called when forget() has erased a room here.
    void setOnForgotten(std::function<void(const RoomId &)> call) { m_onForgotten = std::move(call); }

private:
    Task<Done> sendDone(const Request &request);

    ApiClient &m_api;
    Store &m_store;
    std::function<void(const RoomId &)> m_onForgotten;
};

}
