// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomkeyreaders.h"

#include "store/membertable.h"
#include "store/statetable.h"

namespace linnet {

Result<RoomKeyReaders> RoomKeyReaders::of(Database &database, const RoomId &room)
{
    const auto row = RoomTable(database).find(room);
    const StateTable state(database);
    const auto encryption = row ? state.get(row->key, "m.room.encryption") : std::nullopt;
    if (auto error = database.takeError())
        return *error;
    if (!encryption)
        return Error::of(Error::Kind::NotFound, room.toString());
    RoomKeyReaders readers;
    const auto wanted =
        RoomEncryption::read(encryption->content, state.content(row->key, "m.room.history_visibility"));
    if (!wanted || !wanted->isSupported)
        return Error::of(Error::Kind::Unsupported);
    readers.encryption = *wanted;
    const bool areInvitedReaders = wanted->historyVisibility != QLatin1String("joined");
    for (const MemberTable::Row &member : MemberTable(database).all(row->key)) {
        if (member.membership == Membership::Join ||
            (areInvitedReaders && member.membership == Membership::Invite))
            readers.users.append(member.user);
    }
    if (auto error = database.takeError())
        return *error;
    return readers;
}

}
