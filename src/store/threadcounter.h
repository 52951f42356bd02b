// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"
#include "store/roomattention.h"
#include "store/segmenttable.h"
#include "store/threadtable.h"

#include <QSet>

namespace linnet {

/// Keeps how far one has read in each thread of a room and what is unread there: by the server's numbers
/// where it counts (RoomRow::unread is set), else by its own (client-server API, "Threaded read receipts").
/// Seeing the room's own timeline reads none of its threads; a receipt that names no thread reads all of them
/// up to its event. Worker thread.
class ThreadCounter
{
public:
    static constexpr int MostCounted = 1000; ///< of one thread

    /// `attention`: of the room that the rows are of.
    ThreadCounter(Database &database, const UserId &self, RoomAttention &attention)
        : m_database(database), m_events(database), m_segments(database), m_threads(database),
          m_attention(attention), m_self(self)
    {
    }

    /// One has read the thread up to `event`, or all of the room for an empty `root`; `mayBeUnknown` as for
    /// UnreadCounter::markRead(). Never moves backwards.
    void markRead(const RoomRow &row, const EventId &root, const EventId &event, bool mayBeUnknown);
    /// One has written in the thread.
    void takePart(const RoomRow &row, const EventId &root);
    /// A message of the thread has come behind all that is stored.
    void countAppended(const RoomRow &row, const EventId &root, Seq seq, const Event &event);
    /// What the server counts. Answers the threads of which it says something else than before.
    QSet<EventId> setCounts(const RoomRow &row, const QHash<EventId, UnreadCounts> &counts);
    /// After all that was stored or read in the threads of `touched`: counts those of `miscounted` anew, or
    /// all with something unread too (`areAllMiscounted`). Answers those with other numbers.
    QSet<EventId> settle(const RoomRow &row, QSet<EventId> touched, QSet<EventId> miscounted,
                         bool areAllMiscounted);

private:
    Seq position(const RoomRow &row, const ThreadRow &thread) const;
    Seq readUpTo(const RoomRow &row, const ThreadRow &thread) const;
    bool hasBegun(const RoomRow &row, const EventId &root) const;
    bool isCounted(const Event &event) const;
    void count(ThreadRow &thread, const Event &event) const;
    void recount(const RoomRow &row, ThreadRow &thread) const;
    bool isCountStale(const RoomRow &row, const ThreadRow &thread) const;

    Database &m_database;
    EventTable m_events;
    SegmentTable m_segments;
    ThreadTable m_threads;
    RoomAttention &m_attention;
    UserId m_self;
};

}
