// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "store/database.h"

#include <QHash>
#include <QList>

namespace linnet {

/// The rooms that one shares with people, as far as it is stored who is in them. Any connection of a
/// thread that may take its time.
class SharedRooms
{
public:
    explicit SharedRooms(Database &database) : m_database(database) {}

    /// The rooms that one is in together with somebody.
    QList<RoomId> with(const UserId &user) const;
    /// How many rooms one is in together with each of `users`; with whom one is in none is not named.
    QHash<UserId, int> countOf(const QList<UserId> &users) const;

private:
    Database &m_database;
};

}
