// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/personabilities.h"

namespace linnet {

PersonAbilities PersonAbilities::of(const Room &room, const UserId &self, const UserId &user,
                                    Membership membership)
{
    PersonAbilities can;
    if (room.membership != Membership::Join || user == self)
        return can;
    const PowerLevels &levels = room.powerLevels;
    const int power = levels.powerOf(self);
    const bool isAbove = power > levels.powerOf(user);
    const auto over = [&](bool isAllowed) {
        if (!isAllowed)
            return Can::NotAllowed;
        return isAbove ? Can::Yes : Can::NotOverThem;
    };
    if (membership == Membership::Ban) {
        // By the rules it is taking somebody out who is banned: both are needed.
        can.unban = over(power >= levels.ban && power >= levels.kick);
        return can;
    }
    can.ban = over(power >= levels.ban);
    if (membership == Membership::Join || membership == Membership::Knock)
        can.kick = over(power >= levels.kick);
    else if (membership == Membership::Invite)
        can.withdraw = over(power >= levels.kick);
    else
        can.invite = power >= levels.invite ? Can::Yes : Can::NotAllowed;
    return can;
}

}
