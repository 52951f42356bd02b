// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/timelinewriter.h"

#include <algorithm>
#include <iterator>

namespace linnet {

namespace {

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
    const bool isNew = !event.id.isEmpty() && m_events.insert(m_room, seq, event);
    m_tick();
    return isNew;
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
}

/// How many of these events, from the newest back, lie before the gap closes: up to the last one that is
/// stored in the older segment which they meet first. What comes behind belongs to that segment's own gap.
template <typename Iterator>
qsizetype TimelineWriter::countBeforeJoin(const Segment &segment, Iterator newest, Iterator end,
                                          bool &joins) const
{
    qsizetype count = std::distance(newest, end);
    std::optional<int> met;
    qsizetype i = 0;
    for (Iterator event = newest; event != end; ++event, ++i) {
        const auto seq = m_events.seqOf(m_room, event->id);
        if (!seq || segmentOf(*seq) >= segment.number)
            continue;
        if (!met)
            met = segmentOf(*seq);
        if (segmentOf(*seq) == *met)
            count = i;
    }
    joins = met.has_value();
    return count;
}

/// Says what lies before the first `count` events, which go to the old edge of `segment`. Answers at which of
/// them they begin to belong there: those before are stored in an older segment.
qsizetype TimelineWriter::setEdge(Segment &segment, const QList<Event> &timeline, qsizetype count,
                                  const QString &historyToken) const
{
    bool joins = false;
    const auto newest = std::make_reverse_iterator(timeline.cbegin() + count);
    const qsizetype first = count - countBeforeJoin(segment, newest, timeline.crend(), joins);
    segment.edge = joins ? Segment::Edge::Joined : edgeBefore(timeline);
    segment.gapToken = segment.edge == Segment::Edge::Gap ? historyToken : QString();
    segment.isStalled = false;
    return first;
}

/// The first `count` events lie directly before the segment's oldest.
void TimelineWriter::extendBack(Segment segment, const QList<Event> &timeline, qsizetype count,
                                const QString &historyToken, Appended &appended)
{
    Seq seq = m_segments.oldestSeq(m_room, segment).value_or(segment.middle());
    const qsizetype first = setEdge(segment, timeline, count, historyToken);
    for (qsizetype i = count - 1; i >= first; --i) {
        if (insert(seq - 1, timeline[i])) {
            --seq;
            appended.hasOlder = true;
        }
    }
    m_segments.save(m_room, segment);
}

/// Something is missing, but there are no events after it (yet).
void TimelineWriter::takeEmptyGap(const std::optional<Segment> &newest, Link link,
                                  const QString &historyToken, Appended &appended)
{
    if (newest && link == Link::Contiguous)
        return;
    if (historyToken.isEmpty() && link != Link::HasGap)
        return;
    if (newest && !m_segments.newestSeq(m_room, *newest)) {
        Segment segment = *newest;
        segment.edge = Segment::Edge::Gap;
        segment.gapToken = historyToken;
        m_segments.save(m_room, segment);
        return;
    }
    m_segments.append(m_room, Segment::Edge::Gap, historyToken);
    appended.hasNewSegment = newest.has_value();
}

TimelineWriter::Appended TimelineWriter::append(const QList<Event> &timeline, Link link,
                                                const QString &historyToken)
{
    Appended appended;
    const auto newest = m_segments.newest(m_room);
    if (timeline.isEmpty())
        takeEmptyGap(newest, link, historyToken, appended);
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
    if (firstKnown > 0 && isEdgeOpen && knownSeq == oldest) {
        // A room that was just joined: the stream brought the join alone, now comes what was before it.
        extendBack(newest, timeline, firstKnown, historyToken, appended);
        appendTo(newest, timeline, appended, firstKnown);
    } else if (firstKnown >= 0) {
        appendTo(newest, timeline, appended);
    } else if (link == Link::Fetched && isEdgeOpen && newest.gapToken.isEmpty() && oldest) {
        // The stream went on since the server made this reply.
        extendBack(newest, timeline, timeline.size(), historyToken, appended);
    } else if (!oldest && isEdgeOpen) {
        // Nothing lies between the last gap and this one: they are one.
        Segment segment = newest;
        const qsizetype first = setEdge(segment, timeline, timeline.size(), historyToken);
        m_segments.save(m_room, segment);
        appendTo(segment, timeline, appended, first);
        appended.hasNewSegment = m_segments.below(m_room, segment.number).has_value();
    } else {
        appendTo(m_segments.append(m_room, edgeBefore(timeline), historyToken), timeline, appended);
        appended.hasNewSegment = true;
    }
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
    const qsizetype count = countBeforeJoin(*segment, page.events.cbegin(), page.events.cend(), joins);
    const auto oldest = m_segments.oldestSeq(m_room, *segment);
    Seq seq = oldest ? *oldest - 1 : segment->middle();
    bool hasStart = false;
    for (qsizetype i = 0; i < count; ++i) {
        const Event &event = page.events[i];
        hasStart = hasStart || isCreate(event);
        if (!insert(seq, event))
            continue;
        result.events.append({seq--, &event});
        if (const auto redaction = m_events.redactionOf(m_room, event.id))
            m_events.redact(m_room, event.id, *redaction);
    }
    moveEdge(*segment, page, joins, hasStart, oldest, result);
    return result;
}

void TimelineWriter::moveEdge(Segment segment, const HistoryPage &page, bool joins, bool hasStart,
                              std::optional<Seq> oldest, Page &result)
{
    // A page that only walks over stored events has not come to the edge yet: it was asked from the newest,
    // where the gap had no token of its own ("" or 2014's END).
    bool isOverlap = false;
    bool isRepeat = !page.events.isEmpty() && result.events.isEmpty();
    if (isRepeat && oldest) {
        const auto last = m_events.seqOf(m_room, page.events.last().id);
        isOverlap = last && segmentOf(*last) == segment.number && *last > *oldest;
        // It may also end exactly at the edge. One more page will tell; a second one like it ends here.
        if (!isOverlap && page.events.size() > 1 && !segment.isStalled)
            isOverlap = segment.isStalled = true;
    }
    if (!result.events.isEmpty())
        segment.isStalled = false;

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
