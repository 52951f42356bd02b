// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/momentreader.h"

#include <algorithm>
#include <array>

namespace linnet {

namespace {

/// So many events together say what time it was, whatever the clock of one.
constexpr int Witnesses = 5;

}

Result<StoredMoment> MomentReader::firstFrom(const RoomId &id, qint64 ts)
{
    StoredMoment moment;
    const auto row = RoomTable(m_database).find(id);
    if (!row) {
        if (auto error = m_database.takeError())
            return *error;
        return moment;
    }
    Seq low = 0; // all before it are older
    Seq high = 0;
    {
        Statement ends = m_database.query("SELECT min(seq), max(seq) FROM events WHERE room = ?", row->key);
        if (ends.next()) {
            low = ends.integer(0);
            high = ends.integer(1) + 1;
        }
    }
    const Seq end = high;
    while (low < high) {
        const Seq middle = low + (high - low) / 2;
        if (isBefore(row->key, middle, ts))
            low = middle + 1;
        else
            high = middle;
    }
    Seq found = end;
    {
        Statement first =
            m_database.query("SELECT seq, event_id FROM (SELECT seq, event_id, ts FROM events WHERE room = ? "
                             "AND seq >= ? AND NOT EXISTS (SELECT 1 FROM relations WHERE "
                             "relations.event = events.event AND kind = 3) ORDER BY seq LIMIT 50) WHERE ts "
                             ">= ? ORDER BY seq LIMIT 1",
                             row->key, low, ts);
        if (first.next()) {
            found = first.integer(0);
            moment.event = EventId(first.text(1));
        }
    }
    moment.isSure = !hasGapBefore(row->key, found);
    if (auto error = m_database.takeError())
        return *error;
    return moment;
}

/// Whether it was earlier than `ts` when the events from `seq` on came.
bool MomentReader::isBefore(RoomNumber room, Seq seq, qint64 ts) const
{
    std::array<qint64, Witnesses> times{};
    qsizetype count = 0;
    Statement next = m_database.query(
        "SELECT ts FROM events WHERE room = ? AND seq >= ? ORDER BY seq LIMIT ?", room, seq, Witnesses);
    while (count < Witnesses && next.next())
        times[size_t(count++)] = next.integer(0);
    if (count == 0)
        return false;
    std::sort(times.begin(), times.begin() + count);
    return times[size_t((count - 1) / 2)] < ts;
}

bool MomentReader::hasGapBefore(RoomNumber room, Seq seq) const
{
    Statement before = m_database.query("SELECT max(seq) FROM events WHERE room = ? AND seq < ?", room, seq);
    const Seq last = before.next() ? before.integer(0) : 0;
    auto segment = m_segments.at(room, segmentOf(seq));
    if (!segment)
        segment = m_segments.newest(room);
    while (segment && (last == 0 || segment->number > segmentOf(last))) {
        if (segment->edge != Segment::Edge::Joined)
            return segment->edge == Segment::Edge::Gap;
        segment = m_segments.below(room, segment->number);
    }
    return false;
}

Result<qint64> MomentReader::created(const RoomId &id)
{
    Statement statement = m_database.query(
        "SELECT ts FROM state JOIN rooms ON rooms.room = state.room WHERE room_id = ? AND type = "
        "'m.room.create' AND state_key = ''",
        id);
    const qint64 ts = statement.next() ? statement.integer(0) : 0;
    if (auto error = m_database.takeError())
        return *error;
    return ts;
}

}
