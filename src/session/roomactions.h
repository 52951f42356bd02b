// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/directnotes.h"
#include "session/matrixlink.h"
#include "store/store.h"

#include <functional>

namespace linnet {

class HistorySharing;

/// What a person does with rooms: create, join, invite, leave, forget. The room list changes when the sync
/// brings the outcome, not here. GUI thread; owned by the Session.
class RoomActions
{
public:
    /// `canEncrypt`: this session has keys, if the server knows of them.
    RoomActions(ApiClient &api, Store &store, AccountData &data, const UserId &self, bool canEncrypt = false)
        : m_api(api), m_store(store), m_self(self), m_notes(api, data, self), m_canEncrypt(canEncrypt)
    {
    }

    /// A direct chat is also noted as one for the account's other clients.
    Task<RoomId> create(const NewRoom &room);
    /// An alias, an id, a matrix.to or a matrix: link. Invalid if it is none of them. `directWith` is who
    /// invited one to a direct chat, which is noted as with create(). `via`: servers that know the room,
    /// beside those of the link; without any a server can join only what it knows itself.
    Task<RoomId> join(const QString &idAliasOrLink, const UserId &directWith = {},
                      const QStringList &via = {});
    /// Asks to be let in (client-server API, "Knocking on rooms"); leave() takes it back. Unsupported: the
    /// server has no such thing.
    Task<RoomId> knock(const QString &idAliasOrLink, const QString &reason, const QStringList &via = {});
    /// The direct chat with somebody that is noted for the account's clients and that `isUsable`, or a new
    /// one, which is encrypted.
    Task<RoomId> chatWith(const UserId &user, const std::function<bool(const RoomId &)> &isUsable);
    Task<Done> leave(const RoomId &room);  ///< also declines an invitation
    Task<Done> forget(const RoomId &room); ///< after leaving: erases it here too
    Task<Done> leaveAndForget(const RoomId &room);
    /// Whom one invites also gets the keys of what was said before, where the room wants it.
    /// `reason` is a word to them, and may be empty.
    Task<Done> invite(const RoomId &room, const UserId &user, const QString &reason = {});
    Task<Done> encrypt(const RoomId &room);         ///< can never be undone
    Task<RoomId> resolve(const QString &idOrAlias); ///< an id answers itself
    /// Who gives and takes keys of the past with invitations; without, nobody does. Must outlive what is
    /// under way.
    void setHistory(HistorySharing *history) { m_history = history; }
    /// Is called when forget() has erased a room here.
    void setOnForgotten(std::function<void(const RoomId &)> call) { m_onForgotten = std::move(call); }

private:
    Task<Done> sendDone(const Request &request);
    Task<RoomId> noteInviter(const RoomId &room, const UserId &inviter);
    Task<RoomId> noteDirect(const RoomId &room, const UserId &user);

    ApiClient &m_api;
    Store &m_store;
    UserId m_self;
    DirectNotes m_notes;
    bool m_canEncrypt;
    HistorySharing *m_history = nullptr;
    std::function<void(const RoomId &)> m_onForgotten;
};

}
