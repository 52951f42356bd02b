// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomsummarizer.h"

namespace linnet {

/// Reads what is not history: the account at start, where its sync stands, and the state of a room. Worker
/// thread.
class AccountReader
{
public:
    AccountReader(Database &database, const UserId &self) : m_database(database), m_self(self) {}

    /// Needs the connection that writes: rooms whose summaries are of another version or language are
    /// summarized anew, once.
    Result<StoredAccount> load(Dialect dialect);
    Result<StoredPosition> position(Dialect dialect);
    /// What is stored of a room's state but for its members; empty where the room is not known.
    Result<QList<StateEntry>> state(const RoomId &room);

private:
    QList<Room> rooms();

    Database &m_database;
    UserId m_self;
};

}
