// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unreadcounter.h"

#include "matrix/pollcontent.h"
#include "matrix/relation.h"
#include "store/relationtable.h"

#include <limits>

namespace linnet {

bool UnreadCounter::isMessage(const Event &event)
{
    return !event.isState() && (event.type == QLatin1String("m.room.message") ||
                                event.type == QLatin1String("m.room.encrypted") ||
                                event.type == QLatin1String("m.sticker") || isPollStart(event.type));
}

bool UnreadCounter::isReplacement(const Event &event)
{
    // Exact enough: a message that only quotes the words is skipped here and in the list, nowhere else.
    return event.content.contains("\"m.replace\"");
}

bool UnreadCounter::isInThread(const Event &event)
{
    return readRelation(event).kind == Relation::Kind::Thread;
}

bool UnreadCounter::isNews(const Event &event, const UserId &self)
{
    return isMessage(event) && !event.isRedacted && !isReplacement(event) && event.sender != self;
}

bool UnreadCounter::isCounted(const Event &event) const
{
    return isNews(event, m_self) && !isInThread(event) && m_attention.isCounted(event);
}

/// A marker that is not stored lies before everything, or in the newest gap. Without one nothing says what
/// was read but the first sight of the room: the history before it does not count.
Seq UnreadCounter::countedAfter(const SegmentTable &segments, const RoomRow &row)
{
    if (row.readSeq)
        return *row.readSeq;
    const auto segment = row.readMarker.isEmpty() ? segments.above(row.key, 0) : segments.newestOpen(row.key);
    if (!segment)
        return -1;
    return (row.readMarker.isEmpty() ? segment->middle() : segment->first()) - 1;
}

void UnreadCounter::moveMarker(RoomRow &row, std::optional<Seq> seq, const EventId &event)
{
    row.readMarker = event;
    row.readSeq = seq;
    row.isReadAssumed = false;
}

bool UnreadCounter::hasGapAfterMarker(const SegmentTable &segments, const RoomRow &row)
{
    const auto gap = segments.newestGap(row.key);
    return gap && gap->number > segmentOf(countedAfter(segments, row));
}

bool UnreadCounter::isAtLeast(Database &database, const RoomRow &row)
{
    return !row.unread && hasGapAfterMarker(SegmentTable(database), row);
}

bool UnreadCounter::hasNewer(Database &database, const RoomRow &row, const UserId &self)
{
    Statement newer =
        database.query("SELECT 1 FROM events WHERE room = ? AND seq > ? AND sender <> ? LIMIT 1", row.key,
                       countedAfter(SegmentTable(database), row), self);
    return newer.next();
}

bool UnreadCounter::isAllRead(const RoomRow &row) const
{
    if (!row.readSeq || row.isReadAssumed || hasGapAfterMarker(row))
        return false;
    // What servers count is a matter of push rules; these are what none of the usual ones is about.
    Statement newer = m_database.query(
        "SELECT 1 FROM events WHERE room = ? AND seq > ? AND sender <> ? AND type NOT IN "
        "('m.reaction', 'm.room.redaction', 'm.room.member') AND NOT EXISTS "
        "(SELECT 1 FROM relations WHERE relations.event = events.event AND kind = 3) LIMIT 1",
        row.key, *row.readSeq, m_self);
    return !newer.next();
}

void UnreadCounter::countAppended(RoomRow &row, Seq seq, const Event &event) const
{
    if (!isMessage(event) || isInThread(event) || (row.readSeq && seq <= *row.readSeq))
        return;
    if (event.sender == m_self) {
        if (!RelationTable(m_database).threadSpokenIn(row.key, event).isEmpty())
            return;
        moveMarker(row, seq, event.id);
        row.ownUnread = 0;
        row.ownHighlight = 0;
    } else if (!row.unread && isCounted(event)) {
        ++row.ownUnread;
        if (m_attention.isHighlight(event))
            ++row.ownHighlight;
    }
}

bool UnreadCounter::markRead(RoomRow &row, const EventId &event, bool mayBeUnknown) const
{
    if (event.isEmpty())
        return false;
    if (event == row.readMarker) {
        row.isReadAssumed = false;
        // What was counted before may not be today, as what is said in threads.
        if (row.ownUnread > 0 && !isLong(row))
            recount(row);
        return false;
    }
    const auto seq = m_events.seqOf(row.key, event);
    const bool isForward =
        row.readMarker.isEmpty() || (seq ? *seq > countedAfter(row) : mayBeUnknown && hasGapAfterMarker(row));
    if (!isForward)
        return false;
    const Seq before = countedAfter(row);
    moveMarker(row, seq, event);
    if (isLong(row))
        takeOff(row, before, countedAfter(row));
    else
        recount(row);
    return true;
}

/// So much lies behind what was read that it must not be gone through each time one reads on.
bool UnreadCounter::isLong(const RoomRow &row) const
{
    constexpr int many = 500;
    Statement statement = m_database.query("SELECT 1 FROM events WHERE room = ? AND seq > ? LIMIT 1 OFFSET ?",
                                           row.key, countedAfter(row), many);
    return statement.next();
}

/// What was unread from `after` to `to` was read.
void UnreadCounter::takeOff(RoomRow &row, Seq after, Seq to) const
{
    if (row.unread)
        return;
    forCounted(row, after, to, [&row](bool isHighlight) {
        row.ownUnread = qMax(0, row.ownUnread - 1);
        row.ownHighlight = qMax(0, row.ownHighlight - (isHighlight ? 1 : 0));
    });
}

void UnreadCounter::startAt(RoomRow &row, Seq seq, const EventId &event) const
{
    moveMarker(row, seq, event);
    row.isReadAssumed = true;
    row.ownUnread = 0;
    row.ownHighlight = 0;
}

bool UnreadCounter::startAtJoin(RoomRow &row) const
{
    if (!row.readMarker.isEmpty())
        return false;
    const EventId join = MemberTable(m_database).eventOf(row.key, m_self);
    return m_events.seqOf(row.key, join) && markRead(row, join, false);
}

void UnreadCounter::recount(RoomRow &row) const
{
    if (row.unread)
        return;
    row.ownUnread = 0;
    row.ownHighlight = 0;
    forCounted(row, countedAfter(row), std::numeric_limits<Seq>::max(), [&row](bool isHighlight) {
        ++row.ownUnread;
        row.ownHighlight += isHighlight ? 1 : 0;
    });
}

void UnreadCounter::forCounted(const RoomRow &row, Seq after, Seq to,
                               const std::function<void(bool isHighlight)> &take) const
{
    MemberNames names(m_database, row.key);
    constexpr int pageSize = 200;
    for (;;) {
        const auto events = m_events.oldestAfter(row.key, after, to, pageSize, names);
        for (const StoredEvent &stored : events) {
            after = stored.seq;
            if (isCounted(stored.event))
                take(m_attention.isHighlight(stored.event));
        }
        if (events.size() < pageSize)
            return;
    }
}

void UnreadCounter::countOlder(RoomRow &row, Seq seq, const Event &event) const
{
    const bool isOwn = event.sender == m_self;
    if (!isMessage(event) || isInThread(event) || (row.unread && !isOwn) || seq <= countedAfter(row))
        return;
    if (isOwn) {
        if (RelationTable(m_database).threadSpokenIn(row.key, event).isEmpty())
            moveMarker(row, seq, event.id);
        return;
    }
    MemberNames names(m_database, row.key);
    // Read back: it may be stored redacted.
    const auto stored = m_events.at(row.key, seq, names);
    if (!stored || !isCounted(stored->event))
        return;
    ++row.ownUnread;
    if (m_attention.isHighlight(stored->event))
        ++row.ownHighlight;
}

void UnreadCounter::uncount(RoomRow &row, const StoredEvent &stored) const
{
    if (row.unread || row.ownUnread == 0 || !isCounted(stored.event) || stored.seq <= countedAfter(row))
        return;
    --row.ownUnread;
    if (row.ownHighlight > 0 && m_attention.isHighlight(stored.event))
        --row.ownHighlight;
}

void UnreadCounter::findMarker(RoomRow &row) const
{
    if (!row.readSeq && !row.readMarker.isEmpty())
        row.readSeq = m_events.seqOf(row.key, row.readMarker);
}

/// Without a marker that is stored a new gap moves it forward: what was counted then still lies behind what
/// was read.
void UnreadCounter::settle(RoomRow &row, Seq before) const
{
    if (row.readSeq ? *row.readSeq != before : countedAfter(row) < before)
        recount(row);
}

}
