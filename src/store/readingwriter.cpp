// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/readingwriter.h"

#include "store/relationtable.h"
#include "store/statetable.h"
#include "store/threadbundles.h"
#include "store/untoldtable.h"

#include <algorithm>
#include <utility>

namespace linnet {

ReadingWriter::ReadingWriter(const WriteContext &context, RoomRow &row, CommittedRoom &result)
    : m_context(context), m_row(row), m_result(result), m_events(context.database),
      m_receipts(context.database), m_attention(context.database, context.rules, context.self, row),
      m_unread(context.database, context.self, m_attention),
      m_threadCounter(context.database, context.self, m_attention)
{
}

void ReadingWriter::beginEvents()
{
    m_countedAfter = m_unread.countedAfter(m_row);
    m_openBefore = newestOpenSegment();
}

void ReadingWriter::findMarkers()
{
    m_areAllMiscounted = m_areAllMiscounted || newestOpenSegment() != m_openBefore;
    m_unread.findMarker(m_row);
}

void ReadingWriter::onAppended(const TimelineWriter::Inserted &inserted)
{
    m_unread.countAppended(m_row, inserted.seq, *inserted.event);
    noteMessage(inserted, true);
}

void ReadingWriter::onOlder(const TimelineWriter::Inserted &inserted)
{
    m_unread.countOlder(m_row, inserted.seq, *inserted.event);
    noteMessage(inserted, false);
}

void ReadingWriter::onRedaction(const EventId &target, const std::optional<StoredEvent> &stored, bool isNews)
{
    ThreadBundles bundles(m_context.database);
    if (!stored) {
        if (isNews)
            m_threads.insert(bundles.dropNewest(m_row.key, target));
        return;
    }
    m_unread.uncount(m_row, *stored);
    noteChanged(RelationTable(m_context.database).threadSpokenIn(m_row.key, stored->event));
    const Relation relation = readRelation(stored->event);
    if (isNews && !stored->event.isRedacted && relation.kind == Relation::Kind::Thread)
        bundles.discount(m_row.key, relation.target, stored->seq);
}

void ReadingWriter::onDecrypted(const StoredEvent &before, const TimelineWriter::Inserted &now)
{
    m_unread.uncount(m_row, before);
    onOlder(now);
}

void ReadingWriter::onReleased(const EventId &root)
{
    noteChanged(root);
    m_isRoomMiscounted = true;
}

void ReadingWriter::endEvents(const QList<Event> &events)
{
    if (m_isRoomMiscounted)
        m_unread.recount(m_row);
    else
        m_unread.settle(m_row, m_countedAfter);
    takeBundles(events);
}

void ReadingWriter::start(Seq last, const EventId &event)
{
    if (startAtJoin() || m_row.unread)
        return;
    m_unread.startAt(m_row, last, event);
    m_threadCounter.markRead(m_row, {}, event, false);
}

/// False if one's coming is not stored.
bool ReadingWriter::startAtJoin()
{
    if (!m_unread.startAtJoin(m_row))
        return false;
    m_threadCounter.markRead(m_row, {}, m_row.readMarker, false);
    m_areAllMiscounted = true;
    return true;
}

void ReadingWriter::recount()
{
    m_unread.recount(m_row);
    m_areAllMiscounted = true;
    // Also those in which nothing was unread by the rules of before.
    Statement threads = m_context.database.query(
        "SELECT DISTINCT target FROM relations WHERE room = ? AND kind = 3", m_row.key);
    while (threads.next())
        m_miscounted.insert(EventId(threads.text(0)));
}

QSet<EventId> ReadingWriter::settle()
{
    m_threads += m_threadCounter.settle(m_row, m_threads, m_miscounted, m_areAllMiscounted);
    m_threads.remove({});
    return m_threads;
}

/// Before which lies what one has read by a marker that is not stored; 0: there is none.
int ReadingWriter::newestOpenSegment() const
{
    const auto segment = SegmentTable(m_context.database).newestOpen(m_row.key);
    return segment ? segment->number : 0;
}

/// Only v3 counts; whoever comes another way counts from where one has read to, or from where one came in,
/// and goes on from what it said last only where that is not known here: the server's number is of the
/// moment, so it may hold what the reply did not bring yet.
void ReadingWriter::takeOverCounts()
{
    if (!m_row.unread)
        return;
    const int unread = *std::exchange(m_row.unread, {});
    const int highlight = std::exchange(m_row.highlight, {}).value_or(0);
    m_areAllMiscounted = true;
    if (m_row.readSeq) {
        m_unread.recount(m_row);
    } else if (unread == 0) {
        m_unread.markRead(m_row, newestEvent(), false);
    } else if (!startAtJoin()) {
        m_row.ownUnread = unread;
        m_row.ownHighlight = highlight;
    }
}

bool ReadingWriter::isEncrypted(const RoomDelta &delta) const
{
    const auto says = [](const QList<Event> &events) {
        return std::any_of(events.begin(), events.end(), [](const Event &event) {
            return event.isState() && event.type == QLatin1String("m.room.encryption");
        });
    };
    return says(delta.state) || says(delta.timeline) ||
           StateTable(m_context.database).get(m_row.key, "m.room.encryption").has_value();
}

void ReadingWriter::applyCounts(const RoomDelta &delta)
{
    if (m_context.dialect != Dialect::V3 || isEncrypted(delta))
        return takeOverCounts();
    if (delta.unread) {
        m_row.unread = delta.unread;
        m_threads += m_threadCounter.setCounts(m_row, delta.threads);
    }
    if (delta.highlight)
        m_row.highlight = delta.highlight;
}

/// The server counts from the receipt that it knows. While a newer one is on its way, what is read here is
/// not unread.
void ReadingWriter::dropStaleCounts()
{
    const bool isAnyCounted = m_row.unread.value_or(0) > 0 || m_row.highlight.value_or(0) > 0;
    if (!isAnyCounted || !m_unread.isAllRead(m_row))
        return;
    for (const QString &thread : {QString(Receipt::Main), QString()}) {
        const auto receipt = m_receipts.of(m_row.key, m_context.self, thread);
        const auto countedFrom = receipt ? m_events.seqOf(m_row.key, receipt->event) : std::nullopt;
        if (countedFrom && *countedFrom >= *m_row.readSeq)
            return;
    }
    m_row.unread = 0;
    m_row.highlight = 0;
}

void ReadingWriter::applyReceipts(const RoomDelta &delta, bool hadGap)
{
    for (const Receipt &receipt : delta.receipts) {
        const bool isOwn = receipt.user == m_context.self;
        if (!isOwn || !isBehindOwn(receipt))
            m_receipts.put(m_row.key, receipt);
        if (const auto reader = m_receipts.of(m_row.key, receipt.user, receipt.thread))
            m_result.readers.append(*reader);
        if (!isOwn)
            continue;
        if (receipt.isOfMain())
            m_unread.markRead(m_row, receipt.event, hadGap);
        if (receipt.thread == Receipt::Main)
            continue;
        const EventId root(receipt.thread);
        m_threadCounter.markRead(m_row, root, receipt.event, hadGap);
        noteChanged(root);
        m_areAllMiscounted = m_areAllMiscounted || root.isEmpty();
    }
    if (!delta.fullyRead.isEmpty())
        m_unread.markRead(m_row, delta.fullyRead, false);
    dropStaleCounts();
    // What is new came after what the server was not told; what only is may be older.
    const auto hasUntold = [this] {
        return UntoldTable(m_context.database).has(m_row.id, UntoldMark::Kind::MarkedUnread);
    };
    if (delta.isMarkedUnread && !(delta.isFullState && hasUntold()))
        m_row.isMarkedUnread = *delta.isMarkedUnread;
}

/// Of a private and a public receipt the one further ahead counts.
bool ReadingWriter::isBehindOwn(const Receipt &receipt) const
{
    const auto before = m_receipts.of(m_row.key, m_context.self, receipt.thread);
    const auto known = before ? m_events.seqOf(m_row.key, before->event) : std::nullopt;
    const auto seq = m_events.seqOf(m_row.key, receipt.event);
    return known && seq && *seq < *known;
}

/// Whoever writes in a thread has read it up to there, and takes part in those that others begin at what one
/// has written.
void ReadingWriter::noteMessage(const TimelineWriter::Inserted &inserted, bool isNewest)
{
    const Event &event = *inserted.event;
    const RelationTable relations(m_context.database);
    const EventId root = relations.threadSpokenIn(m_row.key, event);
    const bool isOwn = event.sender == m_context.self && UnreadCounter::isMessage(event);
    if (root.isEmpty()) {
        if (isOwn && relations.isThread(m_row.key, event.id))
            m_threads.insert(event.id);
        return;
    }
    m_threads.insert(root);
    if (isOwn) {
        m_threadCounter.takePart(m_row, root);
        m_threadCounter.markRead(m_row, root, event.id, false);
    }
    if (isNewest && !isOwn)
        m_threadCounter.countAppended(m_row, root, inserted.seq, event);
    else
        m_miscounted.insert(root);
}

/// What the server says of threads that begin at these.
void ReadingWriter::takeBundles(const QList<Event> &events)
{
    for (const Event &event : events) {
        const auto bundle = readThreadBundle(event, m_context.now);
        const auto newest = bundle ? m_events.seqOf(m_row.key, newestEvent()) : std::nullopt;
        if (!newest)
            continue;
        ThreadBundles(m_context.database).put(m_row.key, event.id, *bundle, *newest);
        if (bundle->takesPart)
            m_threadCounter.takePart(m_row, event.id);
        m_threads.insert(event.id);
    }
}

void ReadingWriter::noteChanged(const EventId &thread)
{
    m_threads.insert(thread);
    m_miscounted.insert(thread);
}

/// Whoever has seen an event has also seen what follows it, up to the next with a row of its own: nobody
/// could ever come to see the rest, and the number would stay. What belongs to a thread is seen there. Empty:
/// the event is not stored, as an echo before it has come, and nobody knows what lies before it.
EventId ReadingWriter::lastSeenWith(const EventId &event) const
{
    const auto seen = m_events.seqOf(m_row.key, event);
    if (!seen)
        return {};
    const Seq end = (*seen | 0xffff'ffff) + 1; // a gap may lie behind the segment
    constexpr int mostTried = 50;
    Statement following = m_context.database.query(
        "SELECT event_id FROM events WHERE room = ?1 AND seq > ?2 AND seq < coalesce("
        "(SELECT seq FROM events WHERE room = ?1 AND seq > ?2 AND seq < ?3 "
        "AND type NOT IN ('m.reaction', 'm.room.redaction') "
        "AND NOT EXISTS (SELECT 1 FROM relations WHERE relations.event = events.event AND kind <> 5) "
        "ORDER BY seq LIMIT 1), ?3) ORDER BY seq DESC LIMIT ?4",
        m_row.key, *seen, end, mostTried);
    const RelationTable relations(m_context.database);
    while (following.next()) {
        if (const EventId last(following.text(0)); relations.isOfMain(m_row.key, last))
            return last;
    }
    return event;
}

EventId ReadingWriter::lastSeenInThread(const EventId &event, const EventId &thread) const
{
    const auto seen = m_events.seqOf(m_row.key, event);
    if (!seen)
        return event;
    constexpr int mostTried = 50;
    MemberNames names(m_context.database, m_row.key);
    EventId last = event;
    for (const StoredEvent &next :
         RelationTable(m_context.database).ofThreadAfter(m_row.key, thread, *seen, mostTried, names)) {
        if (UnreadCounter::isMessage(next.event))
            break;
        last = next.event.id;
    }
    return last;
}

EventId ReadingWriter::newestEvent() const
{
    Statement newest = m_context.database.query(
        "SELECT event_id FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1", m_row.key);
    return newest.next() ? EventId(newest.text(0)) : EventId();
}

void ReadingWriter::markRead(EventId event, const EventId &thread)
{
    EventId marker;
    QString of = thread.isEmpty() ? QString(Receipt::Main) : thread.toString();
    if (event.isEmpty()) {
        of.clear();
        marker = event = newestEvent();
        m_unread.markRead(m_row, event, false);
        m_threadCounter.markRead(m_row, {}, event, false);
        m_areAllMiscounted = true;
    } else if (thread.isEmpty()) {
        event = lastSeenWith(event);
        m_unread.markRead(m_row, event, false);
        marker = m_row.readMarker;
        markStraysRead();
    } else {
        event = lastSeenInThread(event, thread);
        m_threadCounter.markRead(m_row, thread, event, false);
        noteChanged(thread);
        marker = ThreadTable(m_context.database).get(m_row.key, thread).readMarker;
    }
    // Only forwards: what lies behind is not told either.
    if (marker == event && !event.isEmpty())
        setUntold({m_row.id, UntoldMark::Kind::Read, of, event.toString()});
    dropStaleCounts();
}

/// What names a thread that cannot be is read with the room. Servers count it in that thread all the same.
void ReadingWriter::markStraysRead()
{
    const RelationTable relations(m_context.database);
    for (const EventId &root : ThreadTable(m_context.database).unread(m_row.key)) {
        const EventId newest = relations.newestStray(m_row.key, root, m_row.readSeq.value_or(-1));
        if (newest.isEmpty())
            continue;
        m_threadCounter.markRead(m_row, root, newest, false);
        noteChanged(root);
        setUntold({m_row.id, UntoldMark::Kind::Read, root.toString(), newest.toString()});
    }
}

void ReadingWriter::setMarkedUnread(bool isMarked)
{
    m_row.isMarkedUnread = isMarked;
    setUntold({m_row.id,
               UntoldMark::Kind::MarkedUnread,
               {},
               isMarked ? QStringLiteral("yes") : QStringLiteral("no")});
}

void ReadingWriter::setUntold(const UntoldMark &mark)
{
    if (m_row.membership != Membership::Join)
        return;
    UntoldTable(m_context.database).put(mark);
    m_result.untold.append(mark);
}

}
