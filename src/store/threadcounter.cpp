// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/threadcounter.h"

#include "store/receipttable.h"
#include "store/relationtable.h"
#include "store/unreadcounter.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace linnet {

/// A marker that is not stored lies before everything, or in the newest gap. What was never read as a whole
/// was so before the first sight of the room, whose history does not count.
Seq ThreadCounter::position(const RoomRow &row, const ThreadRow &thread) const
{
    if (thread.readSeq)
        return *thread.readSeq;
    if (!thread.readMarker.isEmpty()) {
        const auto segment = m_segments.newestOpen(row.key);
        return segment ? segment->first() - 1 : -1;
    }
    const auto first = thread.root.isEmpty() ? m_segments.above(row.key, 0) : std::nullopt;
    return first ? first->middle() - 1 : -1;
}

Seq ThreadCounter::readUpTo(const RoomRow &row, const ThreadRow &thread) const
{
    return std::max(position(row, thread), position(row, m_threads.get(row.key, {})));
}

void ThreadCounter::markRead(const RoomRow &row, const EventId &root, const EventId &event, bool mayBeUnknown)
{
    ThreadRow thread = m_threads.get(row.key, root);
    if (event.isEmpty() || event == thread.readMarker)
        return;
    const auto seq = m_events.seqOf(row.key, event);
    if (!thread.readMarker.isEmpty()) {
        const auto open = m_segments.newestOpen(row.key);
        const Seq lies = seq ? *seq : open && mayBeUnknown ? open->first() - 1 : -1;
        if (lies <= position(row, thread))
            return;
    }
    thread.readMarker = event;
    thread.readSeq = seq;
    m_threads.save(row.key, thread);
}

QSet<EventId> ThreadCounter::setCounts(const RoomRow &row, const QHash<EventId, UnreadCounts> &counts)
{
    const QList<EventId> before = m_threads.unread(row.key);
    QSet<EventId> roots(before.begin(), before.end());
    for (auto it = counts.keyBegin(); it != counts.keyEnd(); ++it)
        roots.insert(*it);
    roots.remove({});
    QSet<EventId> changed;
    for (const EventId &root : std::as_const(roots)) {
        ThreadRow thread = m_threads.get(row.key, root);
        const UnreadCounts now = counts.value(root);
        if (thread.unread == now.unread && thread.highlight == now.highlight)
            continue;
        thread.unread = now.unread;
        thread.highlight = now.highlight;
        m_threads.save(row.key, thread);
        changed.insert(root);
    }
    return changed;
}

void ThreadCounter::takePart(const RoomRow &row, const EventId &root)
{
    ThreadRow thread = m_threads.get(row.key, root);
    if (!std::exchange(thread.takesPart, true))
        m_threads.save(row.key, thread);
}

void ThreadCounter::countAppended(const RoomRow &row, const EventId &root, Seq seq, const Event &event)
{
    if (row.unread || !isCounted(event))
        return;
    ThreadRow thread = m_threads.get(row.key, root);
    if (seq <= readUpTo(row, thread) || thread.unread >= MostCounted)
        return;
    count(thread, event);
    m_threads.save(row.key, thread);
}

bool ThreadCounter::isCounted(const Event &event) const
{
    return UnreadCounter::isNews(event, m_self) && m_attention.isCounted(event);
}

void ThreadCounter::count(ThreadRow &thread, const Event &event) const
{
    ++thread.unread;
    if (m_attention.isHighlight(event))
        ++thread.highlight;
}

QSet<EventId> ThreadCounter::settle(const RoomRow &row, QSet<EventId> touched, QSet<EventId> miscounted,
                                    bool areAllMiscounted)
{
    for (const EventId &root : m_threads.findMarkers(row.key)) {
        areAllMiscounted = areAllMiscounted || root.isEmpty();
        miscounted.insert(root);
    }
    if (areAllMiscounted) {
        for (const EventId &root : m_threads.unread(row.key))
            miscounted.insert(root);
    }
    touched += miscounted;
    touched.remove({});
    QSet<EventId> changed;
    for (const EventId &root : std::as_const(touched)) {
        const ThreadRow before = m_threads.get(row.key, root);
        ThreadRow now = before;
        now.takesPart = now.takesPart || hasBegun(row, root);
        if (!row.unread && miscounted.contains(root))
            recount(row, now);
        else if (row.unread && now.isAnyUnread() && isCountStale(row, now))
            now.unread = now.highlight = 0;
        if (now != before)
            m_threads.save(row.key, now);
        if (now.unread != before.unread || now.highlight != before.highlight)
            changed.insert(root);
    }
    return changed;
}

/// One has written what the thread begins with.
bool ThreadCounter::hasBegun(const RoomRow &row, const EventId &root) const
{
    Statement statement = m_database.query(
        "SELECT 1 FROM events WHERE room = ? AND event_id = ? AND sender = ?", row.key, root, m_self);
    return statement.next();
}

void ThreadCounter::recount(const RoomRow &row, ThreadRow &thread) const
{
    thread.unread = thread.highlight = 0;
    MemberNames names(m_database, row.key);
    const auto events = RelationTable(m_database)
                            .ofThread(row.key, thread.root, readUpTo(row, thread) + 1,
                                      std::numeric_limits<Seq>::max(), MostCounted, names);
    for (const StoredEvent &stored : events) {
        if (isCounted(stored.event))
            count(thread, stored.event);
    }
}

/// The server counts from the receipt that it knows. While a newer one is on its way, what is read here is
/// not unread.
bool ThreadCounter::isCountStale(const RoomRow &row, const ThreadRow &thread) const
{
    const ThreadRow whole = m_threads.get(row.key, {});
    const Seq read = std::max(thread.readSeq.value_or(-1), whole.readSeq.value_or(-1));
    const auto gap = m_segments.newestGap(row.key);
    if (read < 0 || (gap && gap->number > segmentOf(read)))
        return false;
    Statement newer =
        m_database.query("SELECT 1 FROM relations JOIN events ON events.event = relations.event "
                         "WHERE relations.room = ? AND kind IN (3, 5) AND target = ? "
                         "AND relations.seq > ? AND sender <> ? AND NOT relations.is_redacted LIMIT 1",
                         row.key, thread.root, read, m_self);
    if (newer.next())
        return false;
    const ReceiptTable receipts(m_database);
    for (const QString &of : {thread.root.toString(), QString()}) {
        const auto receipt = receipts.of(row.key, m_self, of);
        const auto known = receipt ? m_events.seqOf(row.key, receipt->event) : std::nullopt;
        if (known && *known >= read)
            return false;
    }
    return true;
}

}
