// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountdata.h"

namespace linnet {

/// Writes down for all of the account's clients which rooms are chats with one person (client-server API,
/// "Direct Messaging": `m.direct`). GUI thread; must not outlive what it is made with.
class DirectNotes
{
public:
    DirectNotes(ApiClient &api, AccountData &data, UserId self)
        : m_api(api), m_data(data), m_self(std::move(self))
    {
    }

    // Errors: the server's
    Task<Done> note(const RoomId &room, const UserId &user);
    Task<Done> takeBack(const RoomId &room); ///< it is a room like others

private:
    Task<Done> change(AccountData::Change change);

    ApiClient &m_api;
    AccountData &m_data;
    UserId m_self;
};

}
