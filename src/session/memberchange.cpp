// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/memberchange.h"

#include "matrix/content.h"

namespace linnet {

namespace {

using Kind = MemberChange::Kind;

Kind profile(const MemberContent &was, const MemberContent &is)
{
    const bool isRenamed = was.displayName != is.displayName;
    const bool hasNewPicture = was.avatarUrl != is.avatarUrl;
    if (isRenamed)
        return hasNewPicture ? Kind::NewProfile : Kind::Renamed;
    return hasNewPicture ? Kind::NewPicture : Kind::None;
}

Kind leave(Membership was, bool isOwnChoice)
{
    switch (was) {
    case Membership::Invite:
        return isOwnChoice ? Kind::Declined : Kind::Withdrawn;
    case Membership::Knock:
        return isOwnChoice ? Kind::AskedNoMore : Kind::Refused;
    case Membership::Ban:
        return Kind::Unbanned;
    case Membership::Leave:
        return Kind::None;
    case Membership::None:
    case Membership::Join:
        break;
    }
    return isOwnChoice ? Kind::Left : Kind::Removed;
}

}

MemberChange::Kind MemberChange::kindOf(const Event &event)
{
    const MemberContent is = readMember(event.content);
    const MemberContent was = readMember(event.previousContent);
    switch (is.membership) {
    case Membership::Invite:
        if (was.membership == Membership::Invite)
            return Kind::None;
        return was.membership == Membership::Knock ? Kind::LetIn : Kind::Invited;
    case Membership::Join:
        if (was.membership == Membership::Join)
            return profile(was, is);
        return was.membership == Membership::Invite ? Kind::Accepted : Kind::Joined;
    case Membership::Leave:
        return leave(was.membership, event.stateKey == event.sender.toString());
    case Membership::Ban:
        return was.membership == Membership::Ban ? Kind::None : Kind::Banned;
    case Membership::Knock:
        return Kind::Asked;
    case Membership::None:
        break;
    }
    return Kind::None;
}

}
