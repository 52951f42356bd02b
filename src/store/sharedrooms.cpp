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

QHash<UserId, int> SharedRooms::countOf(const QList<UserId> &users) const
{
    QHash<UserId, int> counts;
    const QSet<UserId> wanted(users.begin(), users.end());
    if (wanted.size() <= Few) {
        for (const UserId &user : wanted) {
            Statement statement =
                m_database.query("SELECT count(*) FROM rooms JOIN members ON members.room = rooms.room "
                                 "AND members.user = ? WHERE rooms.membership = ? AND members.membership = ?",
                                 user, Joined, Joined);
            if (statement.next() && statement.number(0) > 0)
                counts.insert(user, statement.number(0));
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
