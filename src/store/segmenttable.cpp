// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/segmenttable.h"

namespace linnet {

namespace {

#define SEGMENT_COLUMNS "segment, edge, gap_token, barren_pages"

std::optional<Segment> one(Statement &&statement)
{
    if (!statement.next())
        return std::nullopt;
    return Segment{statement.number(0), Segment::Edge(statement.number(1)), statement.text(2),
                   statement.number(3)};
}

}

std::optional<Segment> SegmentTable::newest(RoomNumber room) const
{
    return one(m_database.query(
        "SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? ORDER BY segment DESC LIMIT 1", room));
}

std::optional<Segment> SegmentTable::at(RoomNumber room, int number) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND segment = ?",
                                room, number));
}

std::optional<Segment> SegmentTable::below(RoomNumber room, int number) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND segment < ? "
                                "ORDER BY segment DESC LIMIT 1",
                                room, number));
}

std::optional<Segment> SegmentTable::above(RoomNumber room, int number) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND segment > ? "
                                "ORDER BY segment LIMIT 1",
                                room, number));
}

std::optional<Segment> SegmentTable::withGap(RoomNumber room, const QString &token) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND edge = 0 "
                                "AND gap_token = ? ORDER BY segment DESC LIMIT 1",
                                room, token));
}

std::optional<Segment> SegmentTable::newestGap(RoomNumber room) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND edge = 0 "
                                "ORDER BY segment DESC LIMIT 1",
                                room));
}

std::optional<Segment> SegmentTable::newestOpen(RoomNumber room) const
{
    return one(m_database.query("SELECT " SEGMENT_COLUMNS " FROM segments WHERE room = ? AND edge <> 2 "
                                "ORDER BY segment DESC LIMIT 1",
                                room));
}

Segment SegmentTable::append(RoomNumber room, Segment::Edge edge, const QString &gapToken)
{
    const auto before = newest(room);
    const Segment segment{before ? before->number + 1 : 1, edge, gapToken, 0};
    m_database.run("INSERT INTO segments(room, segment, edge, gap_token) VALUES(?, ?, ?, ?)", room,
                   segment.number, int(edge), gapToken);
    return segment;
}

void SegmentTable::save(RoomNumber room, const Segment &segment)
{
    m_database.run(
        "UPDATE segments SET edge = ?, gap_token = ?, barren_pages = ? WHERE room = ? AND segment = ?",
        int(segment.edge), segment.gapToken, segment.barrenPages, room, segment.number);
}

std::optional<Seq> SegmentTable::oldestSeq(RoomNumber room, const Segment &segment) const
{
    Statement statement =
        m_database.query("SELECT min(seq) FROM events WHERE room = ? AND seq BETWEEN ? AND ?", room,
                         segment.first(), segment.last());
    return statement.next() ? statement.maybeInteger(0) : std::nullopt;
}

std::optional<Seq> SegmentTable::newestSeq(RoomNumber room, const Segment &segment) const
{
    Statement statement =
        m_database.query("SELECT max(seq) FROM events WHERE room = ? AND seq BETWEEN ? AND ?", room,
                         segment.first(), segment.last());
    return statement.next() ? statement.maybeInteger(0) : std::nullopt;
}

}
