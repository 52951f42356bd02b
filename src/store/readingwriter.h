// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/receipttable.h"
#include "store/threadcounter.h"
#include "store/timelinewriter.h"
#include "store/unreadcounter.h"
#include "store/writecontext.h"

#include <QSet>

namespace linnet {

/// Writes how far people have read in one room and its threads, and what is unread there: by receipts, by
/// what servers count, by what one does and by what comes. Worker thread, inside a transaction, one object a
/// room; `row` and `result` are its RoomWriter's.
class ReadingWriter
{
public:
    ReadingWriter(const WriteContext &context, RoomRow &row, CommittedRoom &result);

    /// What the server counts, where it can: of what is encrypted it sees neither edits nor names.
    void applyCounts(const RoomDelta &delta);
    void applyReceipts(const RoomDelta &delta, bool hadGap); ///< after the events

    // Events: before they are stored, after that, for each, and after all of them.
    void beginEvents();
    void findMarkers(); ///< one may have read what comes only now
    void onAppended(const TimelineWriter::Inserted &inserted);
    void onOlder(const TimelineWriter::Inserted &inserted);
    /// `stored` is about to be redacted; `isNews`: of what the server said before.
    void onRedaction(const EventId &target, const std::optional<StoredEvent> &stored, bool isNews);
    /// The stored event could not be read, and says this.
    void onDecrypted(const StoredEvent &before, const TimelineWriter::Inserted &now);
    void onReleased(const EventId &root); ///< what was in that thread is in the room
    void endEvents(const QList<Event> &events);
    /// The first that is seen of a room, up to `last`, and nothing says what one has read: all up to one's
    /// own coming, or where that is not stored all of it, unless the server counts.
    void start(Seq last, const EventId &event);

    void markRead(EventId event, const EventId &thread); ///< see RoomWriter
    void setMarkedUnread(bool isMarked);
    void recount();                                  ///< see RoomWriter
    void forgetRoom() { m_attention.forgetRoom(); }  ///< its state or its members have changed
    bool isMuted() { return m_attention.isMuted(); } ///< by the account's push rules
    /// Counts what must be counted anew. Answers the threads that are different now. Last.
    QSet<EventId> settle();

private:
    void takeOverCounts();
    bool isEncrypted(const RoomDelta &delta) const;
    bool startAtJoin();
    void dropStaleCounts();
    bool isBehindOwn(const Receipt &receipt) const;
    void noteMessage(const TimelineWriter::Inserted &inserted, bool isNewest);
    void takeBundles(const QList<Event> &events);
    void noteChanged(const EventId &thread);
    int newestOpenSegment() const;
    EventId newestEvent() const;
    EventId lastSeenWith(const EventId &event) const;
    EventId lastSeenInThread(const EventId &event, const EventId &thread) const;
    void markStraysRead();
    void setUntold(const UntoldMark &mark);

    const WriteContext &m_context;
    RoomRow &m_row;
    CommittedRoom &m_result;
    EventTable m_events;
    ReceiptTable m_receipts;
    RoomAttention m_attention;
    UnreadCounter m_unread;
    ThreadCounter m_threadCounter;
    Seq m_countedAfter = 0;
    int m_openBefore = 0;
    QSet<EventId> m_threads;         ///< that are different now
    QSet<EventId> m_miscounted;      ///< those of which what is unread must be counted anew
    bool m_areAllMiscounted = false; ///< of all with something unread
    bool m_isRoomMiscounted = false;
};

}
