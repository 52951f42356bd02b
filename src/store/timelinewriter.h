// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventtable.h"
#include "store/messageindex.h"
#include "store/segmenttable.h"

#include <functional>

namespace linnet {

/// Puts the events of syncs and history pages into their place in a room's history, each once, and keeps the
/// gaps between contiguous stretches (segments). Worker thread, inside a transaction.
class TimelineWriter
{
public:
    struct Inserted
    {
        Seq seq = 0;
        const Event *event = nullptr; ///< lives as long as the delta or page it came with
    };
    struct Appended
    {
        QList<Inserted> events;     ///< new at the newest end, oldest first
        QList<Inserted> older;      ///< new, but before events that were stored
        bool hasNewSegment = false; ///< there is now a gap before them, or behind all if there are none
    };
    struct Page
    {
        QList<Inserted> events; ///< new, newest first
        bool isDropped = false; ///< no gap has the page's token (any more)
        bool reachedStart = false;
    };

    /// What is new is added to `index`. `tick` is called after every event; it may let other work pass.
    TimelineWriter(Database &database, RoomNumber room, MessageIndex &index, std::function<void()> tick)
        : m_events(database), m_segments(database), m_index(index), m_room(room), m_tick(std::move(tick))
    {
    }

    /// How a sync's timeline goes on from what is stored.
    enum class Link {
        Contiguous, ///< nothing lies between
        MayHaveGap, ///< events may be missing, unless the two meet
        HasGap,     ///< the server says so; the same, but also without a timeline
        Fetched,    ///< asked for beside the stream: may also lie before what is stored
    };

    /// The timeline of a sync, and the token for what lies before it.
    Appended append(const QList<Event> &timeline, Link link, const QString &historyToken);
    /// A page of /messages at the gap whose token is `page.from`. The room's start is reached when the server
    /// names no end, when `end` is `from`, when the page holds m.room.create, or when it brings nothing new
    /// (2014's servers repeat the last event for ever); an empty page with a new `end` only moves the token.
    Page fill(const HistoryPage &page);

private:
    bool insert(Seq seq, const Event &event);
    bool insertOlder(Seq seq, const Event &event);
    std::optional<int> olderSegmentOf(const Event &event, const Segment &segment) const;
    void appendTo(const Segment &segment, const QList<Event> &timeline, Appended &appended,
                  qsizetype first = 0);
    void extendBack(Segment segment, const QList<Event> &timeline, qsizetype count,
                    const QString &historyToken, Appended &appended);
    void beginAt(Segment segment, const QList<Event> &timeline, const QString &historyToken,
                 Appended &appended);
    void appendAcross(const Segment &newest, const QList<Event> &timeline, Link link,
                      const QString &historyToken, Appended &appended);
    bool takeEmptyGap(const std::optional<Segment> &newest, Link link, const QString &historyToken);
    qsizetype countBeforeJoin(const Segment &segment, const HistoryPage &page, bool &joins) const;
    void moveEdge(Segment segment, const HistoryPage &page, bool joins, bool hasStart,
                  std::optional<Seq> oldest, Page &result);

    EventTable m_events;
    SegmentTable m_segments;
    MessageIndex &m_index;
    RoomNumber m_room;
    std::function<void()> m_tick;
};

}
