// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sharedrooms.h"

#include "matrix/event.h"

#include <QSet>

namespace linnet {

namespace {

/// Above, all members are gone through once, instead of all rooms for each.
constexpr qsizetype Few = 20;

constexpr int Joined = int(Membership::Join);

}

QList<RoomId> SharedRooms::with(const UserId &user) const
{
    QList<RoomId> rooms;
    // A look into the members of each room by their key; they have no index by people alone.
    Statement statement =
        m_database.query("SELECT rooms.room_id FROM rooms CROSS JOIN members ON members.room = rooms.room "
                         "AND members.user = ? WHERE rooms.membership = ? AND members.membership = ?",
                         user, Joined, Joined);
    while (statement.next())
        rooms.append(RoomId(statement.text(0)));
    return rooms;
}

QHash<UserId, int> SharedRooms::countOf(const QList<UserId> &users) const
{
    QHash<UserId, int> counts;
    const QSet<UserId> wanted(users.begin(), users.end());
    if (wanted.size() <= Few) {
        for (const UserId &user : wanted) {
            if (const qsizetype count = with(user).size(); count > 0)
                counts.insert(user, int(count));
        }
        return counts;
    }
    Statement statement = m_database.query("SELECT user FROM members WHERE membership = ? AND room IN "
                                           "(SELECT room FROM rooms WHERE membership = ?)",
                                           Joined, Joined);
    while (statement.next()) {
        const UserId user(statement.text(0));
        if (wanted.contains(user))
            ++counts[user];
    }
    return counts;
}

}
