// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// All whom one room knows, in the order of Member::isBefore(), who can be looked up among many thousands
/// without a walk over them. A value, any thread; made where that may take a while.
class RoomMembers
{
public:
    RoomMembers() = default;
    RoomMembers(QList<Member> members); // both are the same to whoever shows them

    const QList<Member> &all() const { return m_all; }
    qsizetype placeOf(const UserId &user) const; ///< in all(); -1 if the room does not know them
    const Member *find(const UserId &user) const;

private:
    QList<Member> m_all;
    QList<int> m_byUser; ///< places in it, by id
};

}
