// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roommembers.h"

#include <algorithm>
#include <numeric>

namespace linnet {

RoomMembers::RoomMembers(QList<Member> members) : m_all(std::move(members)), m_byUser(m_all.size())
{
    if (!std::is_sorted(m_all.cbegin(), m_all.cend(), &Member::isBefore))
        std::sort(m_all.begin(), m_all.end(), &Member::isBefore);
    std::iota(m_byUser.begin(), m_byUser.end(), 0);
    std::sort(m_byUser.begin(), m_byUser.end(),
              [this](int a, int b) { return m_all.at(a).user < m_all.at(b).user; });
}

qsizetype RoomMembers::placeOf(const UserId &user) const
{
    const auto at =
        std::lower_bound(m_byUser.cbegin(), m_byUser.cend(), user,
                         [this](int place, const UserId &wanted) { return m_all.at(place).user < wanted; });
    return at != m_byUser.cend() && m_all.at(*at).user == user ? *at : -1;
}

const Member *RoomMembers::find(const UserId &user) const
{
    const qsizetype place = placeOf(user);
    return place < 0 ? nullptr : &m_all.at(place);
}

}
