// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/readingwriter.h"
#include "store/roomsummarizer.h"
#include "store/threadroots.h"

namespace linnet {

/// Writes what one sync says of one room. Worker thread, inside a transaction, one object a room.
class RoomWriter
{
public:
    RoomWriter(WriteContext &context, const RoomId &room);
    Q_DISABLE_COPY_MOVE(RoomWriter)

    void apply(const RoomDelta &delta);
    /// v1: its state is still to be fetched.
    void setIncomplete() { m_row.isIncomplete = true; }
    /// The room was not in a reply that holds all rooms one is in: it was left unseen.
    void leave();
    /// A page of history. Answers the events that were new to the store.
    TimelineWriter::Page fill(const HistoryPage &page);
    /// What is stored as `before` and could not be read says this.
    void takeDecrypted(const EventTable::Placed &before, const Event &event);
    /// What is to be said of who sent what is stored under this key is something else now.
    void setShield(const QString &session, const UserId &sender, Encryption::State state);
    /// All members of the room, as /members gives them.
    void setMembers(const QList<Event> &members);
    /// One has seen the room's own timeline, or that thread of it, up to `event` and what follows without a
    /// row; empty: all there is, threads included.
    void markRead(const EventId &event, const EventId &thread) { m_reading.markRead(event, thread); }
    void setMarkedUnread(bool isMarked) { m_reading.setMarkedUnread(isMarked); }
    void recount() { m_reading.recount(); } ///< what is unread, by rules that have changed
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
    void noteOlderRelation(const TimelineWriter::Inserted &inserted);
    Related related(QSet<EventId> changed, MemberNames &names) const;
    void release(const Event &root);
    void redact(const Event &redaction, bool isNews);
    void findPreview();

    WriteContext &m_context;
    RoomTable m_rooms;
    StateTable m_state;
    MemberTable m_members;
    EventTable m_events;
    RoomRow m_row;
    ThreadRoots m_roots;
    HistoryPage m_page; ///< as it is stored; what fill() answers points into it
    CommittedRoom m_result;
    std::optional<QList<UserId>> m_typing;
    ReadingWriter m_reading;
    QList<std::pair<Seq, Event>> m_appended;
    QList<Seq> m_changed;
    QList<Seq> m_olderRelations; ///< that have come beside what they may change
};

}
