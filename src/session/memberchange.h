// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

/// What an m.room.member event did to somebody (client-server API, "m.room.member"). A value.
struct MemberChange
{
    enum class Kind {
        None, ///< nothing that a person sees
        Joined,
        Accepted,
        Left,
        Invited,
        LetIn, ///< who had asked for it
        Declined,
        Withdrawn, ///< the invitation
        Removed,
        Banned,
        Unbanned,
        Asked, ///< to join
        AskedNoMore,
        Refused,
        // Of the profile
        Renamed,
        NewPicture,
        NewProfile, ///< both
    };
    Kind kind = Kind::None;
    UserId user;
    QString name; ///< display name; never empty

    static Kind kindOf(const Event &event);
    bool isOfProfile() const { return kind >= Kind::Renamed; }

    friend bool operator==(const MemberChange &, const MemberChange &) = default;
};

}
