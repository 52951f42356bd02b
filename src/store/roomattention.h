// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/accountrules.h"
#include "store/roomtable.h"

#include <optional>

namespace linnet {

/// Which messages of one room ask for the reader's attention, by the account's push rules. What the rules ask
/// of the room is looked up when it is first needed. Worker thread, inside a transaction; `row` lives longer.
class RoomAttention
{
public:
    RoomAttention(Database &database, AccountRules &rules, const UserId &self, const RoomRow &row)
        : m_database(database), m_rules(rules), m_self(self), m_row(row)
    {
    }

    /// Whether an event that is new to the reader is among what is unread: in a muted room only what the
    /// rules make an exception of; nothing of people who are ignored.
    bool isCounted(const Event &event);
    bool isHighlight(const Event &event); ///< it names the reader, or what the reader looks for
    bool isMuted();
    void forgetRoom(); ///< its state or its members have changed

private:
    PushVerdict verdict(const Event &event);
    PushRoomState roomState();

    Database &m_database;
    AccountRules &m_rules;
    UserId m_self;
    const RoomRow &m_row;
    std::optional<PushRoom> m_room;
    std::optional<int> m_joined; ///< counting goes through all members: done once
    std::optional<bool> m_isMuted;
};

}
