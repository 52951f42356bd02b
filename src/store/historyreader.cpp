// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyreader.h"

#include "store/receipttable.h"
#include "store/relatedreader.h"
#include "store/threadtable.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace linnet {

Result<HistoryWindow> HistoryReader::before(const RoomId &id, Seq before, int limit)
{
    const auto row = RoomTable(m_database).find(id);
    HistoryWindow window;
    if (!row) {
        if (auto error = m_database.takeError())
            return *error;
        return window;
    }
    MemberNames names(m_database, row->key);
    if (before == 0) {
        if (const auto newest = m_segments.newest(row->key))
            before = newest->last() + 1;
    }
    extendOlder(row->key, before, limit, names, window);
    return finish(row->key, window, names);
}

Result<HistoryWindow> HistoryReader::after(const RoomId &id, Seq after, int limit)
{
    const auto row = RoomTable(m_database).find(id);
    HistoryWindow window;
    if (!row) {
        if (auto error = m_database.takeError())
            return *error;
        return window;
    }
    MemberNames names(m_database, row->key);
    extendNewer(row->key, after, limit, names, window);
    window.edge = HistoryWindow::Edge::More;
    return finish(row->key, window, names);
}

Result<HistoryWindow> HistoryReader::thread(const RoomId &id, const EventId &root, Seq before, int limit,
                                            bool acrossGaps)
{
    const auto row = RoomTable(m_database).find(id);
    HistoryWindow window;
    if (row) {
        MemberNames names(m_database, row->key);
        const auto open = acrossGaps ? std::nullopt : m_segments.newestOpen(row->key);
        const Seq from = open ? open->first() : 0;
        const Seq end = before == 0 ? std::numeric_limits<Seq>::max() : before;
        window.events = RelationTable(m_database).ofThread(row->key, root, from, end, limit, names);
        std::reverse(window.events.begin(), window.events.end());
        window.edge = HistoryWindow::Edge::More;
        if (window.events.size() < limit) {
            const auto seq = m_events.seqOf(row->key, root);
            const bool isRootHere = seq && *seq >= from;
            const bool isAll = isRootHere || !open || open->edge == Segment::Edge::Start;
            window.edge = isAll ? HistoryWindow::Edge::Start : HistoryWindow::Edge::Gap;
            if (const auto first = isRootHere ? m_events.at(row->key, *seq, names) : std::nullopt)
                window.events.prepend(*first);
        }
        const RelatedReader related(m_database, row->key, names);
        window.related = related.of(window.events);
        if (window.edge != HistoryWindow::Edge::Start)
            window.related.threads += related.threads({root});
        window.readMarker = ThreadTable(m_database).get(row->key, root).readMarker;
        window.readers = ReceiptTable(m_database).readers(row->key, root.toString(), window.events);
    }
    if (auto error = m_database.takeError())
        return *error;
    return window;
}

Result<HistoryWindow> HistoryReader::around(const RoomId &id, const EventId &event, int limit)
{
    const auto row = RoomTable(m_database).find(id);
    const EventId edited = row ? RelationTable(m_database).editedBy(row->key, event) : EventId();
    const auto seq = row ? m_events.seqOf(row->key, edited.isEmpty() ? event : edited) : std::nullopt;
    if (!seq) {
        if (auto error = m_database.takeError())
            return *error;
        return Error::of(Error::Kind::NotFound);
    }
    MemberNames names(m_database, row->key);
    HistoryWindow window;
    const int older = limit / 2;
    extendOlder(row->key, *seq + 1, older + 1, names, window);
    extendNewer(row->key, *seq, qMax(0, limit - older - 1), names, window);
    auto result = finish(row->key, window, names);
    const auto place = edited.isEmpty() ? std::nullopt : m_events.seqOf(row->key, event);
    // By itself only the newest edit is there, which stays the last.
    if (const auto edit = place ? m_events.at(row->key, *place, names) : std::nullopt; edit && result)
        result->related.relations.prepend(*edit);
    return result;
}

std::optional<HistoryGap> HistoryReader::gapOf(RoomNumber room) const
{
    const auto segment = m_segments.newestGap(room);
    if (!segment)
        return std::nullopt;
    const auto oldest = m_segments.oldestSeq(room, *segment);
    return HistoryGap{segment->gapToken, oldest ? m_events.tsOf(room, *oldest) : 0};
}

Result<std::optional<HistoryGap>> HistoryReader::newestGap(const RoomId &id)
{
    const auto row = RoomTable(m_database).find(id);
    const auto gap = row ? gapOf(row->key) : std::nullopt;
    if (auto error = m_database.takeError())
        return *error;
    return gap;
}

Result<bool> HistoryReader::mayHold(const OutboxItem &item, qint64 since, const UserId &self)
{
    bool mayHold = false;
    if (const auto row = RoomTable(m_database).find(item.room)) {
        const auto gap = gapOf(row->key);
        const bool isMissing = gap && (gap->ts == 0 || gap->ts >= since);
        mayHold = isMissing || m_events.mayHold(row->key, self, item.type, item.content, since);
    }
    if (auto error = m_database.takeError())
        return *error;
    return mayHold;
}

/// Puts up to `limit` events before the window's first, across closed gaps, and says what lies before them.
void HistoryReader::extendOlder(RoomNumber room, Seq before, int limit, MemberNames &names,
                                HistoryWindow &window)
{
    auto segment = m_segments.at(room, segmentOf(before - 1));
    QList<StoredEvent> events; // newest first
    while (segment) {
        const int wanted = limit - int(events.size());
        events += m_events.newestBefore(room, segment->first(), before, wanted, names);
        const auto oldest = m_segments.oldestSeq(room, *segment);
        const bool isAtEdge =
            !oldest || before <= *oldest || (!events.isEmpty() && events.last().seq <= *oldest);
        const auto older = isAtEdge && segment->edge == Segment::Edge::Joined
                               ? m_segments.below(room, segment->number)
                               : std::nullopt;
        if (older && events.size() < limit) {
            before = older->last() + 1;
            segment = older;
            continue;
        }
        setEdge(room, *segment, isAtEdge, window);
        break;
    }
    std::reverse(events.begin(), events.end());
    window.events = events + window.events;
}

void HistoryReader::setEdge(RoomNumber room, Segment segment, bool isAtEdge, HistoryWindow &window)
{
    if (!isAtEdge) {
        window.edge = HistoryWindow::Edge::More;
        return;
    }
    // A closed gap leads into the older segment, which could itself be empty.
    while (segment.edge == Segment::Edge::Joined) {
        const auto older = m_segments.below(room, segment.number);
        if (!older)
            break;
        if (m_segments.oldestSeq(room, *older)) {
            window.edge = HistoryWindow::Edge::More;
            return;
        }
        segment = *older;
    }
    window.edge = segment.edge == Segment::Edge::Gap ? HistoryWindow::Edge::Gap : HistoryWindow::Edge::Start;
    window.gapToken = segment.gapToken;
}

/// Puts up to `limit` events behind the window's last, across closed gaps.
void HistoryReader::extendNewer(RoomNumber room, Seq after, int limit, MemberNames &names,
                                HistoryWindow &window)
{
    auto segment = m_segments.at(room, segmentOf(after));
    while (segment && limit > 0) {
        const auto events = m_events.oldestAfter(room, after, segment->last(), limit, names);
        window.events += events;
        limit -= int(events.size());
        segment = m_segments.above(room, segment->number);
        if (!segment || segment->edge != Segment::Edge::Joined)
            return;
        after = segment->first();
    }
}

bool HistoryReader::hasNewer(RoomNumber room, const HistoryWindow &window)
{
    if (window.events.isEmpty())
        return false;
    const Seq last = window.events.last().seq;
    Statement newer =
        m_database.query("SELECT 1 FROM events WHERE room = ?1 AND seq > ?2 UNION ALL "
                         "SELECT 1 FROM segments WHERE room = ?1 AND segment > ?3 AND edge = 0 LIMIT 1",
                         room, last, segmentOf(last));
    return newer.next();
}

Result<HistoryWindow> HistoryReader::finish(RoomNumber room, HistoryWindow window, MemberNames &names)
{
    window.hasNewer = hasNewer(room, window);
    if (!window.events.isEmpty()) {
        window.related = RelatedReader(m_database, room, names).of(window.events);
        window.readers =
            ReceiptTable(m_database)
                .readers(room, Receipt::Main, window.events.first().seq, window.events.last().seq);
    }
    if (auto error = m_database.takeError())
        return *error;
    return window;
}

}
