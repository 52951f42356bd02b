// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"
#include "store/segmenttable.h"

namespace linnet {

/// Reads windows of a room's history: contiguous, never across a gap. Worker thread, either connection.
class HistoryReader
{
public:
    explicit HistoryReader(Database &database)
        : m_database(database), m_events(database), m_segments(database)
    {
    }

    /// The newest `limit` events older than `before`; 0: the newest of all.
    Result<HistoryWindow> before(const RoomId &room, Seq before, int limit);
    /// The oldest `limit` events newer than `after`.
    Result<HistoryWindow> after(const RoomId &room, Seq after, int limit);
    /// The newest `limit` events of a thread older than `before` (0: the newest of all), as far as nothing is
    /// missing behind them; with `acrossGaps` all that are stored. Its root comes last. At Edge::Gap more may
    /// be missing.
    Result<HistoryWindow> thread(const RoomId &room, const EventId &root, Seq before, int limit,
                                 bool acrossGaps);
    /// Half of `limit` before the event and half after it; of an edit around what it edits (client-server
    /// API, "Event replacements"), with the edit among what is related. NotFound if that is not stored.
    Result<HistoryWindow> around(const RoomId &room, const EventId &event, int limit);
    /// Nothing if the whole history is stored.
    Result<std::optional<HistoryGap>> newestGap(const RoomId &room);
    /// See Store.
    Result<bool> mayHold(const OutboxItem &item, qint64 since, const UserId &self);

private:
    void extendOlder(RoomNumber room, Seq before, int limit, MemberNames &names, HistoryWindow &window);
    void extendNewer(RoomNumber room, Seq after, int limit, MemberNames &names, HistoryWindow &window);
    void setEdge(RoomNumber room, Segment segment, bool isAtEdge, HistoryWindow &window);
    std::optional<HistoryGap> gapOf(RoomNumber room) const;
    bool hasNewer(RoomNumber room, const HistoryWindow &window);
    Result<HistoryWindow> finish(RoomNumber room, HistoryWindow window, MemberNames &names);

    Database &m_database;
    EventTable m_events;
    SegmentTable m_segments;
};

}
