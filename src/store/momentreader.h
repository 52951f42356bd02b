// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomtable.h"
#include "store/segmenttable.h"

namespace linnet {

/// The first stored event of a room at some time or after it.
struct StoredMoment
{
    EventId event;       ///< empty: all that is stored is older
    bool isSure = false; ///< nothing is missing before it that could be it
};

/// Finds events by their time. Worker thread, either connection.
class MomentReader
{
public:
    explicit MomentReader(Database &database) : m_database(database), m_segments(database) {}

    /// `ts` in ms. Events are in the order in which the server has them; of those whose clocks were wrong
    /// some may be older or newer than that.
    Result<StoredMoment> firstFrom(const RoomId &room, qint64 ts);
    Result<qint64> created(const RoomId &room); ///< when the room was made, ms; 0: not known

private:
    bool isBefore(RoomNumber room, Seq seq, qint64 ts) const;
    bool hasGapBefore(RoomNumber room, Seq seq) const;

    Database &m_database;
    SegmentTable m_segments;
};

}
