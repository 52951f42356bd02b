// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/outboxtable.h"
#include "store/receipttable.h"
#include "store/roomsummarizer.h"
#include "store/threadcounter.h"
#include "store/timelinewriter.h"
#include "store/unreadcounter.h"

#include <QSet>

#include <functional>

namespace linnet {

/// What the writers of one transaction share.
struct WriteContext
{
    Database &database;
    UserId self;
    Dialect dialect = Dialect::V3;
    qint64 now = 0;             ///< ms; dates invitations
    std::function<void()> tick; ///< called now and then; lets reads pass
    EchoMatcher &echoes;
    MessageIndex &index;
    bool isFetchedRoom = false; ///< a room that was asked for beside the stream
};

/// Writes what one sync says of one room. Worker thread, inside a transaction, one object a room.
class RoomWriter
{
public:
    RoomWriter(WriteContext &context, const RoomId &room);

    void apply(const RoomDelta &delta);
    /// v1: its state is still to be fetched.
    void setIncomplete() { m_row.isIncomplete = true; }
    /// The room was not in a reply that holds all rooms one is in: it was left unseen.
    void leave();
    /// A page of history. Answers the events that were new to the store.
    TimelineWriter::Page fill(const HistoryPage &page);
    /// All members of the room, as /members gives them.
    void setMembers(const QList<Event> &members);
    /// One has seen the room's own timeline, or that thread of it, up to `event` and what follows without a
    /// row; empty: all there is, threads included.
    void markRead(EventId event, const EventId &thread);
    void setMarkedUnread(bool isMarked);
    /// Computes and stores the summary; answers what changed. Last.
    CommittedRoom finish();

private:
    void applyMembership(const RoomDelta &delta);
    void applyState(const RoomDelta &delta);
    void applyStateEvent(const Event &event);
    void applyTimelineState(const Event &event, const RoomDelta &delta);
    bool appendTimeline(const RoomDelta &delta, bool wasAway);
    void onAppended(const TimelineWriter::Inserted &inserted);
    void onOlder(const TimelineWriter::Inserted &inserted);
    EventId lastSeenWith(const EventId &event) const;
    EventId lastSeenInThread(const EventId &event, const EventId &thread) const;
    void setUntold(const UntoldMark &mark);
    EventId newestEvent() const;
    int newestOpenSegment() const;
    void noteMessage(const TimelineWriter::Inserted &inserted, bool isNewest);
    void noteChanged(const EventId &thread);
    void takeBundles(const QList<Event> &events);
    QList<StoredThread> threadsNow(MemberNames &names);
    void redact(const Event &redaction, bool isNews);
    void applyReceipts(const RoomDelta &delta, bool hadGap);
    bool isBehindOwn(const Receipt &receipt) const;
    void takeOverCounts();
    void applyCounts(const RoomDelta &delta);
    void dropStaleCounts();

    WriteContext &m_context;
    RoomTable m_rooms;
    StateTable m_state;
    MemberTable m_members;
    EventTable m_events;
    ReceiptTable m_receipts;
    UnreadCounter m_unread;
    ThreadCounter m_threadCounter;
    RoomRow m_row;
    CommittedRoom m_result;
    QList<std::pair<Seq, Event>> m_appended;
    QList<Seq> m_changed;
    QList<Seq> m_olderRelations;      ///< that have come beside what they may change
    QSet<EventId> m_threads;          ///< that are different now
    QSet<EventId> m_miscounted;       ///< those of which what is unread must be counted anew
    bool m_areThreadsTouched = false; ///< what is unread of any may be another number
};

}
