// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomtable.h"

namespace linnet {

/// A stretch of a room's history without a hole. The numbers grow towards the present.
struct Segment
{
    /// What lies before a segment's oldest event.
    enum class Edge {
        Gap = 0,    ///< unknown events; `gapToken` asks for them, "" where no token is known (yet)
        Start = 1,  ///< nothing
        Joined = 2, ///< the newest event of the next older segment
    };
    int number = 0;
    Edge edge = Edge::Gap;
    QString gapToken;
    int barrenPages = 0; ///< how many pages at the gap, one after the other, brought nothing new

    Seq first() const { return Seq(number) << 32; }
    Seq last() const { return first() | 0xffff'ffff; }
    Seq middle() const { return first() | 0x8000'0000; }
};

inline int segmentOf(Seq seq)
{
    return int(seq >> 32);
}

/// The `segments` table, and where their events begin and end. Worker thread.
class SegmentTable
{
public:
    explicit SegmentTable(Database &database) : m_database(database) {}

    std::optional<Segment> newest(RoomNumber room) const;
    std::optional<Segment> at(RoomNumber room, int number) const;
    std::optional<Segment> below(RoomNumber room, int number) const; ///< the next older one
    std::optional<Segment> above(RoomNumber room, int number) const; ///< the next newer one
    std::optional<Segment> withGap(RoomNumber room, const QString &token) const;
    std::optional<Segment> newestGap(RoomNumber room) const; ///< the newest with a gap before it
    /// Where the contiguous stretch that reaches the newest event begins: before it is a gap or nothing.
    std::optional<Segment> newestOpen(RoomNumber room) const;
    Segment append(RoomNumber room, Segment::Edge edge, const QString &gapToken);
    void save(RoomNumber room, const Segment &segment);

    std::optional<Seq> oldestSeq(RoomNumber room, const Segment &segment) const; ///< nullopt: no events
    std::optional<Seq> newestSeq(RoomNumber room, const Segment &segment) const;

private:
    Database &m_database;
};

}
