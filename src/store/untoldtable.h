// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// What the person did that the server was not told yet; the last of each kind, room and thread. Worker
/// thread.
class UntoldTable
{
public:
    explicit UntoldTable(Database &database) : m_database(database) {}

    void put(const UntoldMark &mark);
    void remove(const UntoldMark &mark); ///< nothing, if it says something else meanwhile
    void removeRoom(const RoomId &room);
    QList<UntoldMark> all() const;
    bool has(const RoomId &room, UntoldMark::Kind kind) const;

private:
    Database &m_database;
};

}
