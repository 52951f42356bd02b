// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomfacts.h"

#include <algorithm>

namespace linnet {

RoomFacts RoomFacts::read(const RoomStateValues &state)
{
    const auto content = [&state](const QString &type) { return state.value(type).content; };
    RoomFacts facts;
    const RoomStateValue create = state.value(RoomStateType::Create);
    facts.version = readString(create.content, "room_version");
    facts.isSpace = readString(create.content, "type") == QLatin1String("m.space");
    facts.creator = create.sender;
    facts.name = readString(content(RoomStateType::Name), "name");
    facts.topic = readTopic(content(RoomStateType::Topic));
    facts.avatarUrl = readString(content(RoomStateType::Avatar), "url");
    facts.joinRules = readJoinRules(content(RoomStateType::JoinRules));
    facts.history = readHistoryVisibility(content(RoomStateType::History));
    facts.areGuestsAllowed = readGuestAccess(content(RoomStateType::Guests));
    facts.isEncrypted = !content(RoomStateType::Encryption).isEmpty();
    if (const QByteArray acl = content(RoomStateType::Acl); !acl.isEmpty())
        facts.acl = readServerAcl(acl);
    facts.addresses = readAddresses(content(RoomStateType::Addresses));
    facts.policyServer = readPolicyServer(content(RoomStateType::Policy));
    if (facts.policyServer.isEmpty())
        facts.policyServer = readPolicyServer(content(RoomStateType::OldPolicy));
    const PowerLevelsEdit powers(content(RoomStateType::Powers), create.content, create.sender);
    facts.levels = powers.levels();
    facts.areLevelsOf2014 = powers.isOf2014();
    return facts;
}

QList<UserId> RoomFacts::creators() const
{
    QList<UserId> list;
    for (auto user = levels.users.cbegin(); user != levels.users.cend(); ++user) {
        if (user.value() == PowerLevels::Creator)
            list.append(user.key());
    }
    std::sort(list.begin(), list.end());
    return list;
}

}
