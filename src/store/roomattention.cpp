// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomattention.h"

#include "store/membertable.h"
#include "store/statetable.h"

namespace linnet {

namespace {

PushPowers pushPowers(const PowerLevels &levels)
{
    PushPowers powers{levels.users, levels.usersDefault, levels.notifyRoom, {}};
    for (auto it = levels.users.begin(); it != levels.users.end(); ++it) {
        if (it.value() == PowerLevels::Creator)
            powers.creators.append(it.key());
    }
    return powers;
}

}

PushRoomState RoomAttention::roomState()
{
    if (!m_joined)
        m_joined = m_row.joined ? *m_row.joined : MemberTable(m_database).counts(m_row.key).joined;
    const auto me = MemberTable(m_database).get(m_row.key, m_self);
    return {m_row.id, m_self, me ? me->name : QString(), *m_joined,
            pushPowers(StateTable(m_database).powerLevels(m_row.key))};
}

PushVerdict RoomAttention::verdict(const Event &event)
{
    if (!m_room)
        m_room.emplace(roomState());
    return m_rules.get().evaluate(event.raw, *m_room);
}

bool RoomAttention::isMuted()
{
    if (!m_isMuted)
        m_isMuted = m_rules.get().isMuted(m_row.id);
    return *m_isMuted;
}

bool RoomAttention::isCounted(const Event &event)
{
    return !m_rules.isIgnored(event.sender) && (!isMuted() || verdict(event).notify);
}

bool RoomAttention::isHighlight(const Event &event)
{
    return verdict(event).highlight;
}

void RoomAttention::forgetRoom()
{
    m_room.reset();
}

}
