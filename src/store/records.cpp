// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/records.h"

#include "base/foldedtext.h"

#include <tuple>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 200; ///< nobody types more of it

int partOf(Membership membership)
{
    switch (membership) {
    case Membership::Join:
        return 0;
    case Membership::Invite:
        return 1;
    case Membership::Ban:
        return 2;
    default:
        return 3;
    }
}

}

void Member::prepare()
{
    folded = foldedText(name.left(LongestName) + u' ' + user.toString());
    stamp = qHashMulti(0, user, name, avatarUrl, int(membership), power);
}

bool Member::isBefore(const Member &a, const Member &b)
{
    const auto rank = [](const Member &member) {
        return std::tuple(partOf(member.membership), -member.power);
    };
    if (const auto order = rank(a) <=> rank(b); order != 0)
        return order < 0;
    if (const int order = a.folded.compare(b.folded))
        return order < 0;
    return a.user < b.user;
}

}
