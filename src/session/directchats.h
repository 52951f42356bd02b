// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/directnotes.h"
#include "session/roomlist.h"

namespace linnet {

class Store;

/// Which rooms are chats with one person (client-server API, "Direct Messaging"). GUI thread; owned by the
/// Session.
class DirectChats
{
public:
    DirectChats(ApiClient &api, AccountData &data, RoomList &rooms, Store &store, const UserId &self)
        : m_api(api), m_data(data), m_rooms(rooms), m_store(store), m_self(self), m_notes(api, data, self)
    {
    }

    bool isAvailable() const { return m_data.isAvailable(); } ///< whether it can be changed
    /// The chat with somebody, or an invitation to one: one that is joined first, then the newest. Empty:
    /// there is none.
    RoomId with(const UserId &user) const;
    /// Who the other one of two in a room is; empty if there are more or fewer.
    Task<UserId> otherIn(const RoomId &room);

    // Said to all of the account's clients. Errors: Unsupported; the server's
    Task<Done> note(const RoomId &room, const UserId &user);
    Task<Done> takeBack(const RoomId &room); ///< it is a room like others

private:
    ApiClient &m_api;
    AccountData &m_data;
    RoomList &m_rooms;
    Store &m_store;
    UserId m_self;
    DirectNotes m_notes;
};

}
