// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/bundles.h"
#include "store/roomtable.h"

namespace linnet {

/// What the server has said of threads, whose events may lie in a gap. Worker thread, either connection.
class ThreadBundles
{
public:
    explicit ThreadBundles(Database &database) : m_database(database) {}

    /// `newest`: the room's last event at that time.
    void put(RoomNumber room, const EventId &root, const ThreadBundle &bundle, Seq newest);
    /// A message of the thread has been redacted since, which is stored at `seq`.
    void discount(RoomNumber room, const EventId &root, Seq seq);
    /// One has been redacted that is not stored. Answers the thread of which nothing is known any more.
    EventId dropNewest(RoomNumber room, const EventId &newest);

    struct Bundle
    {
        EventId root;
        int count = 0;
        Seq upTo = 0;      ///< what is stored behind that came later, and is not counted
        QByteArray newest; ///< its text; null: it is stored
    };
    QList<Bundle> of(RoomNumber room, const QString &roots) const; ///< `roots`: a JSON array

private:
    Database &m_database;
};

}
