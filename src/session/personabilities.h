// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// What one may do about somebody in a room by its power levels (client-server API, "m.room.power_levels").
/// A value.
struct PersonAbilities
{
    enum class Can {
        Senseless,   ///< there is nothing to be done
        NotAllowed,  ///< one's power does not reach for it
        NotOverThem, ///< they have as much power as oneself, or more
        Yes,
    };
    Can kick = Can::Senseless;
    Can withdraw = Can::Senseless; ///< the invitation
    Can ban = Can::Senseless;
    Can unban = Can::Senseless;
    Can invite = Can::Senseless;

    /// `membership` of the user; None: it is not known.
    static PersonAbilities of(const Room &room, const UserId &self, const UserId &user,
                              Membership membership);
};

}
