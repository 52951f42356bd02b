// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/hiddenpeople.h"
#include "session/ignoredpeople.h"
#include "session/invites.h"
#include "session/moderation.h"

#include <optional>

namespace linnet {

/// What keeps order and keeps strangers off, of one account. GUI thread; owned by the Session, and must not
/// outlive what it is made with.
class Safety
{
public:
    Safety(ApiClient &api, Store &store, RoomList &rooms, AccountData &data, RoomActions &actions,
           const UserId &self);

    IgnoredPeople &ignored() { return m_ignored; }
    PolicyLists &policies() { return m_policies; }
    HiddenPeople &hidden() { return m_hidden; }
    InviteRules &inviteRules() { return m_rules; }
    Invites &invites() { return m_invites; }
    Moderation &moderation() { return m_moderation; }
    /// What a policy list says against joining a room, or against who invites to it. `known`: as one has it;
    /// null: by these aliases alone.
    std::optional<PolicyLists::Match> warningOf(const RoomId &room, const Room *known,
                                                const QStringList &aliases = {}) const;
    void reload(); ///< the account's data was read from disk

private:
    IgnoredPeople m_ignored;
    PolicyLists m_policies;
    HiddenPeople m_hidden;
    InviteRules m_rules;
    Invites m_invites;
    Moderation m_moderation;
};

}
