// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/records.h"

#include <functional>

namespace linnet {

/// What a person changes in a room: who may be in it, what it is called, what one is called oneself. What
/// comes of it is shown when a sync brings it. GUI thread; must not outlive its ApiClient.
class RoomChanges
{
public:
    RoomChanges(ApiClient &api, UserId self) : m_api(api), m_self(std::move(self)) {}

    // Invalid where `user` is no Matrix id
    Task<Done> kick(const RoomId &room, const UserId &user, const QString &reason);
    Task<Done> ban(const RoomId &room, const UserId &user, const QString &reason);
    Task<Done> unban(const RoomId &room, const UserId &user, const QString &reason = {});

    Task<Done> setTopic(const RoomId &room, const QString &topic);
    Task<Done> setName(const RoomId &room, const QString &name);
    /// Pins one message more or less. Asks for the list first: what is known here may be old, or a part of
    /// it.
    Task<Done> setPinned(const RoomId &room, const EventId &event, bool isPinned);
    Task<Done> report(const RoomId &room, const EventId &event, const QString &reason);
    Task<Done> setOwnName(const QString &name);                     ///< everywhere
    Task<Done> setOwnNameIn(const Room &room, const QString &name); ///< in this room only

private:
    Task<Done> withPerson(const UserId &user, const std::function<Request(const UserId &)> &request);
    Task<Done> sendState(const RoomId &room, const QString &type, const QString &key,
                         const QJsonObject &content);
    Task<Done> send(const Request &request);

    ApiClient &m_api;
    UserId m_self;
};

}
