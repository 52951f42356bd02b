// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/powerlevelsedit.h"
#include "session/roompeople.h"
#include "session/roomstateedits.h"

namespace linnet {

/// Changes of who may do what in a room, each made of the power levels that the server has by then. What
/// could not be taken back is refused unless one is sure. GUI thread; must not outlive its arguments.
class RoomPowers
{
public:
    RoomPowers(RoomStateEdits &edits, const RoomPeople &people, UserId self)
        : m_edits(edits), m_people(people), m_self(std::move(self))
    {
    }

    /// What such a change would come to, as far as is known here.
    PowerRules::Risk riskOf(const UserId &user, int level) const;
    PowerRules::Risk riskOf(const PowerAction &action, int level) const;
    /// What comes of it RoomStateEdits says. Without `isSure` it fails with chat.linnet.LOWERS_YOU or
    /// chat.linnet.NOBODY_LEFT where it may lock one out.
    void set(const UserId &user, int level, bool isSure);
    void set(const PowerAction &action, int level, bool isSure);
    /// What the last change was made of: once it is saved, as the server had it.
    const PowerLevels &before() const { return m_before; }

private:
    using Edit = std::function<Status(PowerLevelsEdit &)>;
    PowerLevelsEdit now() const;
    PowerRules::Risk riskOf(const Edit &edit) const;
    PowerRules::Risk riskOf(const PowerLevelsEdit &before, const PowerLevelsEdit &after) const;
    void change(const Edit &edit, bool isSure);

    RoomStateEdits &m_edits;
    const RoomPeople &m_people;
    UserId m_self;
    PowerLevels m_before;
};

}
