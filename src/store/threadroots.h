// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"

namespace linnet {

/// Takes messages out of threads that cannot be: only what is a message itself and relates to nothing can be
/// the root of one (client-server API, "Threading"). What names such a thread is stored as
/// Relation::Kind::Stray, so whoever reads it finds it in the room. Worker thread, inside a transaction.
class ThreadRoots
{
public:
    ThreadRoots(Database &database, RoomNumber room) : m_database(database), m_room(room) {}

    /// The events as they are to be stored, by what is stored and by one another.
    QList<Event> checked(QList<Event> events) const;
    /// The event was stored: what is stored in a thread of it is taken out if that cannot be. Answers where
    /// that lies.
    QList<Seq> release(const Event &root);

private:
    Database &m_database;
    RoomNumber m_room;
};

}
