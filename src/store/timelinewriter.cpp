// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/timelinewriter.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostBarrenPages = 2;

bool isCreate(const Event &event)
{
    return event.type == QLatin1String("m.room.create") && event.isState();
}

bool hasCreate(const QList<Event> &events)
{
    return std::any_of(events.begin(), events.end(), isCreate);
}

Segment::Edge edgeBefore(const QList<Event> &timeline)
{
    return hasCreate(timeline) ? Segment::Edge::Start : Segment::Edge::Gap;
}

}

bool TimelineWriter::insert(Seq seq, const Event &event)
{
    const auto row = event.id.isEmpty() ? std::nullopt : m_events.insert(m_room, seq, event);
    if (row)
        m_index.add(*row, m_room, event);
    m_tick();
    return row.has_value();
}

/// For what comes later than what is newer: it may have been redacted meanwhile.
bool TimelineWriter::insertOlder(Seq seq, const Event &event)
{
    if (!insert(seq, event))
        return false;
    if (const auto redaction = m_events.redactionOf(m_room, event.id)) {
        if (const auto pruned = m_events.redact(m_room, event.id, *redaction))
            m_index.remove(m_room, *pruned);
    }
    return true;
}

/// Which segment holds the event, if it is one before this.
std::optional<int> TimelineWriter::olderSegmentOf(const Event &event, const Segment &segment) const
{
    const auto seq = m_events.seqOf(m_room, event.id);
    return seq && segmentOf(*seq) < segment.number ? std::optional(segmentOf(*seq)) : std::nullopt;
}

/// `first` is where in `timeline` it begins; what is appended points into the list itself.
void TimelineWriter::appendTo(const Segment &segment, const QList<Event> &timeline, Appended &appended,
                              qsizetype first)
{
    const auto newest = m_segments.newestSeq(m_room, segment);
    Seq seq = newest ? *newest + 1 : segment.middle();
    for (qsizetype i = first; i < timeline.size(); ++i) {
        if (insert(seq, timeline[i]))
            appended.events.append({seq++, &timeline[i]});
    }
    appended.hasNewSegment = !newest && segment.edge == Segment::Edge::Gap && !appended.events.isEmpty() &&
                             m_segments.below(m_room, segment.number);
}

/// The first `count` events lie directly before the segment's oldest, as far as an older segment does not
/// hold them.
void TimelineWriter::extendBack(Segment segment, const QList<Event> &timeline, qsizetype count,
                                const QString &historyToken, Appended &appended)
{
    Seq seq = m_segments.oldestSeq(m_room, segment).value_or(segment.middle());
    segment.edge = edgeBefore(timeline);
    for (qsizetype i = count - 1; i >= 0; --i) {
        if (olderSegmentOf(timeline[i], segment)) {
            segment.edge = Segment::Edge::Joined;
            break;
        }
        if (insertOlder(seq - 1, timeline[i]))
            appended.older.append({--seq, &timeline[i]});
    }
    segment.gapToken = segment.edge == Segment::Edge::Gap ? historyToken : QString();
    segment.barrenPages = 0;
    m_segments.save(m_room, segment);
}

/// The segment has a gap and no events; what an older one holds closes the gap.
void TimelineWriter::beginAt(Segment segment, const QList<Event> &timeline, const QString &historyToken,
                             Appended &appended)
{
    qsizetype first = timeline.size();
    while (first > 0 && !olderSegmentOf(timeline[first - 1], segment))
        --first;
    segment.edge = first > 0 ? Segment::Edge::Joined : edgeBefore(timeline);
    segment.gapToken = segment.edge == Segment::Edge::Gap ? historyToken : QString();
    m_segments.save(m_room, segment);
    appendTo(segment, timeline, appended, first);
}

/// Something is missing, but there are no events after it (yet). Answers whether there is a new segment
/// behind what was stored.
bool TimelineWriter::takeEmptyGap(const std::optional<Segment> &newest, Link link,
                                  const QString &historyToken)
{
    if (link != Link::HasGap && (newest || historyToken.isEmpty()))
        return false;
    if (newest && !m_segments.newestSeq(m_room, *newest)) {
        Segment segment = *newest;
        segment.edge = Segment::Edge::Gap;
        segment.gapToken = historyToken;
        m_segments.save(m_room, segment);
        return false;
    }
    m_segments.append(m_room, Segment::Edge::Gap, historyToken);
    return newest.has_value();
}

TimelineWriter::Appended TimelineWriter::append(const QList<Event> &timeline, Link link,
                                                const QString &historyToken)
{
    Appended appended;
    const auto newest = m_segments.newest(m_room);
    if (timeline.isEmpty())
        appended.hasNewSegment = takeEmptyGap(newest, link, historyToken);
    else if (!newest)
        appendTo(m_segments.append(m_room, edgeBefore(timeline), historyToken), timeline, appended);
    else if (link == Link::Contiguous)
        appendTo(*newest, timeline, appended);
    else
        appendAcross(*newest, timeline, link, historyToken, appended);
    return appended;
}

void TimelineWriter::appendAcross(const Segment &newest, const QList<Event> &timeline, Link link,
                                  const QString &historyToken, Appended &appended)
{
    // Where does what the server sends meet what is stored?
    qsizetype firstKnown = -1;
    Seq knownSeq = 0;
    bool isAnyNew = false;
    for (qsizetype i = 0; i < timeline.size(); ++i) {
        const auto seq = m_events.seqOf(m_room, timeline[i].id);
        isAnyNew = isAnyNew || (!seq && !timeline[i].id.isEmpty());
        if (firstKnown < 0 && seq && segmentOf(*seq) == newest.number) {
            firstKnown = i;
            knownSeq = *seq;
        }
    }
    if (!isAnyNew)
        return;
    const auto oldest = m_segments.oldestSeq(m_room, newest);
    const bool isEdgeOpen = newest.edge == Segment::Edge::Gap;
    if (firstKnown >= 0 && isEdgeOpen && knownSeq == oldest) {
        // A room that was just joined: the stream brought the join alone, now comes what was before it, or at
        // least its place.
        extendBack(newest, timeline, firstKnown, historyToken, appended);
        appendTo(newest, timeline, appended, firstKnown);
    } else if (firstKnown >= 0) {
        appendTo(newest, timeline, appended, firstKnown);
    } else if (link == Link::Fetched && oldest) {
        return; // Of a time before or after what the stream has brought, which will bring it or lies behind.
    } else if (!oldest && isEdgeOpen) {
        // Nothing lies between the last gap and this one: they are one.
        beginAt(newest, timeline, historyToken, appended);
    } else {
        appendTo(m_segments.append(m_room, edgeBefore(timeline), historyToken), timeline, appended);
    }
}

/// How many of the page's events, from the newest, lie before the gap closes: up to the last one that is
/// stored in the older segment which the page meets first. What comes behind belongs to that segment's own
/// gap.
qsizetype TimelineWriter::countBeforeJoin(const Segment &segment, const HistoryPage &page, bool &joins) const
{
    qsizetype count = page.events.size();
    std::optional<int> met;
    for (qsizetype i = 0; i < page.events.size(); ++i) {
        const auto older = olderSegmentOf(page.events[i], segment);
        if (older && !met)
            met = older;
        if (older && older == met)
            count = i;
    }
    joins = met.has_value();
    return count;
}

TimelineWriter::Page TimelineWriter::fill(const HistoryPage &page)
{
    Page result;
    const auto segment = m_segments.withGap(m_room, page.from);
    if (!segment) {
        result.isDropped = true;
        return result;
    }
    bool joins = false;
    const qsizetype count = countBeforeJoin(*segment, page, joins);
    const auto oldest = m_segments.oldestSeq(m_room, *segment);
    Seq seq = oldest ? *oldest - 1 : segment->middle();
    bool hasStart = false;
    // What is newer than something of this segment does not lie at its old edge.
    qsizetype begin = count;
    const auto isHere = [&](const Event &event) {
        const auto at = m_events.seqOf(m_room, event.id);
        return at && segmentOf(*at) >= segment->number;
    };
    while (begin > 0 && !isHere(page.events[begin - 1]))
        --begin;
    for (qsizetype i = 0; i < count; ++i) {
        const Event &event = page.events[i];
        hasStart = hasStart || isCreate(event);
        if (i >= begin && insertOlder(seq, event))
            result.events.append({seq--, &event});
    }
    moveEdge(*segment, page, joins, hasStart, oldest, result);
    return result;
}

void TimelineWriter::moveEdge(Segment segment, const HistoryPage &page, bool joins, bool hasStart,
                              std::optional<Seq> oldest, Page &result)
{
    // A page that only walks over stored events, of this segment or of newer ones, has not come to the edge
    // yet: it was asked from the newest, where the gap had no token of its own ("" or 2014's END), or from
    // where the stream stood.
    bool isOverlap = false;
    bool isRepeat = !page.events.isEmpty() && result.events.isEmpty();
    if (isRepeat && oldest) {
        const auto last = m_events.seqOf(m_room, page.events.last().id);
        isOverlap = last && *last > *oldest;
        // It may also end exactly at the edge; the next, where 2014's begin with the last event of before,
        // may go on with what one may not see. A third one like it ends here.
        if (!isOverlap)
            isOverlap = ++segment.barrenPages <= MostBarrenPages;
    }
    if (!result.events.isEmpty())
        segment.barrenPages = 0;

    if (joins) {
        segment.edge = Segment::Edge::Joined;
    } else if (hasStart || page.end.isEmpty() || page.end == page.from || (isRepeat && !isOverlap)) {
        segment.edge = Segment::Edge::Start;
        result.reachedStart = true;
    } else {
        segment.edge = Segment::Edge::Gap;
    }
    segment.gapToken = segment.edge == Segment::Edge::Gap ? page.end : QString();
    m_segments.save(m_room, segment);
}

}
