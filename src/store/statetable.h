// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/content.h"
#include "store/records.h"
#include "store/roomtable.h"

namespace linnet {

/// The current state of rooms, but for their members (MemberTable). Worker thread.
class StateTable
{
public:
    using Entry = StateEntry;

    explicit StateTable(Database &database) : m_database(database) {}

    void put(RoomNumber room, const Event &event);
    std::optional<Entry> get(RoomNumber room, const char *type, const QString &stateKey = {}) const;
    QByteArray content(RoomNumber room, const char *type) const; ///< empty if there is none
    PowerLevels powerLevels(RoomNumber room) const;              ///< the defaults where the room has none
    QList<Entry> allOf(RoomNumber room, const char *type) const;
    QList<Entry> all(RoomNumber room) const; ///< by type and key
    /// Leaves of what `event` said what a redaction leaves, if that is still the state.
    void redact(RoomNumber room, const EventId &event);
    /// All but that the room is encrypted, which nothing ever takes back (client-server API,
    /// "m.room.encryption"): a server that leaves it out must not make one write in clear.
    void clear(RoomNumber room);

private:
    Database &m_database;
};

}
