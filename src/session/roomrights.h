// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "matrix/event.h"
#include "session/roomfacts.h"

namespace linnet {

/// Whether one may do something, and if not, why, in a sentence.
struct CanChange
{
    bool isAllowed = true;
    QString reason = {};

    static CanChange no(const QString &reason) { return {false, reason}; }
};

/// What somebody may change of a room as it is. A value; GUI thread.
class RoomRights
{
public:
    RoomRights() = default;
    RoomRights(RoomFacts facts, UserId self, Membership membership, bool isReplaced, Dialect dialect)
        : m_facts(std::move(facts)), m_self(std::move(self)), m_membership(membership),
          m_isReplaced(isReplaced), m_dialect(dialect)
    {
    }

    CanChange state(const QString &type) const; ///< to send such a state event
    CanChange joinRule(const QString &rule) const;
    CanChange encrypt() const;
    CanChange addresses() const; ///< those of one's own server; whether it lets one, it says itself
    CanChange upgrade() const;
    CanChange user(const UserId &user) const;
    CanChange action(const PowerAction &action) const;
    int mostToGive() const { return PowerRules::mostToGive(m_facts.levels, m_self); }

private:
    CanChange needs(int level) const;

    RoomFacts m_facts;
    UserId m_self;
    Membership m_membership = Membership::None;
    bool m_isReplaced = false;
    Dialect m_dialect = Dialect::V3;
};

}
