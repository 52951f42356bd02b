// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/safety.h"

namespace linnet {

Safety::Safety(ApiClient &api, Store &store, RoomList &rooms, AccountData &data, RoomActions &actions,
               const UserId &self)
    : m_ignored(data, self), m_policies(data, api, store, rooms, self), m_hidden(m_ignored, m_policies),
      m_rules(data, api),
      m_invites({rooms, data, m_ignored, m_policies, m_rules, m_hidden, actions}, api, store, self),
      m_moderation(api, actions, self)
{
}

std::optional<PolicyLists::Match> Safety::warningOf(const RoomId &room, const Room *known,
                                                    const QStringList &aliases) const
{
    if (known && known->membership == Membership::Invite)
        return m_invites.warningOf(*known);
    return m_policies.matchOf(room, known ? known->aliases : aliases);
}

void Safety::reload()
{
    m_ignored.reload();
    m_policies.reload();
    m_rules.reload();
}

}
