// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"
#include "store/roomattention.h"
#include "store/segmenttable.h"

#include <functional>

namespace linnet {

/// Keeps a room's read marker and, where the server does not count, its numbers of unread messages and of
/// those that name the reader or what they look for, both without what is said in threads (ThreadCounter).
/// Changes the RoomRow it is given; the caller saves it. Worker thread.
class UnreadCounter
{
public:
    /// `attention`: of the room that the rows are of.
    UnreadCounter(Database &database, const UserId &self, RoomAttention &attention)
        : m_database(database), m_events(database), m_segments(database), m_attention(attention), m_self(self)
    {
    }

    /// A new event at the newest end. One's own message means that one has read up to it.
    void countAppended(RoomRow &row, Seq seq, const Event &event) const;
    /// One has read up to `event`. `mayBeUnknown`: an event that is not stored lies in a gap, if there is one
    /// after the marker, not before everything. Never moves backwards. True if something changed.
    bool markRead(RoomRow &row, const EventId &event, bool mayBeUnknown) const;
    /// The first that is seen of a room: all of it counts as read.
    void startAt(RoomRow &row, Seq seq, const EventId &event) const;
    /// Nothing was ever read of the room: all of it since one came in is unread. False if something was, or
    /// if that event is not stored.
    bool startAtJoin(RoomRow &row) const;
    /// An event that was missed has come in between: it is unread if it is newer than what was read. One's
    /// own message moves the marker, and settle() counts.
    void countOlder(RoomRow &row, Seq seq, const Event &event) const;
    /// The stored event is about to be redacted.
    void uncount(RoomRow &row, const StoredEvent &stored) const;
    void recount(RoomRow &row) const;
    /// Stored events newer than this are unread.
    Seq countedAfter(const RoomRow &row) const { return countedAfter(m_segments, row); }
    /// Events were stored of which one may be that of the marker. Before they are counted.
    void findMarker(RoomRow &row) const;
    /// After they are: counts anew if what was counted begins elsewhere than at `before`, which is what
    /// countedAfter() was until they were stored.
    void settle(RoomRow &row, Seq before) const;
    /// The number is only the least that is unread: after what was read there is a gap.
    static bool isAtLeast(Database &database, const RoomRow &row);
    /// Anything of others is stored after that, whether it counts or not.
    static bool hasNewer(Database &database, const RoomRow &row, const UserId &self);

    /// One has read up to the marker; nothing has come after it that a server would count, and nothing is
    /// missing there.
    bool isAllRead(const RoomRow &row) const;

    static bool isMessage(const Event &event);
    static bool isReplacement(const Event &event); ///< an edit: nothing new to read, and no preview
    static bool isInThread(const Event &event);
    /// Something new to read, in the room or in a thread.
    static bool isNews(const Event &event, const UserId &self);

private:
    static Seq countedAfter(const SegmentTable &segments, const RoomRow &row);
    static bool hasGapAfterMarker(const SegmentTable &segments, const RoomRow &row);
    bool isCounted(const Event &event) const;
    static void moveMarker(RoomRow &row, std::optional<Seq> seq, const EventId &event);
    bool hasGapAfterMarker(const RoomRow &row) const { return hasGapAfterMarker(m_segments, row); }
    bool isLong(const RoomRow &row) const;
    void takeOff(RoomRow &row, Seq after, Seq to) const;
    void forCounted(const RoomRow &row, Seq after, Seq to,
                    const std::function<void(bool isHighlight)> &take) const;

    Database &m_database;
    EventTable m_events;
    SegmentTable m_segments;
    RoomAttention &m_attention;
    UserId m_self;
};

}
