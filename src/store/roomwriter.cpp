// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomwriter.h"

#include "store/eventcolumns.h"
#include "store/relatedreader.h"
#include "store/roomcodec.h"
#include "store/untoldtable.h"

#include <algorithm>

namespace linnet {

namespace {

bool isMember(const Event &event)
{
    return event.type == QLatin1String("m.room.member") && event.isState();
}

bool isWorthAPreview(const Event &event)
{
    return UnreadCounter::isMessage(event) && !UnreadCounter::isReplacement(event);
}

}

RoomWriter::RoomWriter(WriteContext &context, const RoomId &room)
    : m_context(context), m_rooms(context.database), m_state(context.database), m_members(context.database),
      m_events(context.database), m_receipts(context.database), m_unread(context.database, context.self),
      m_threadCounter(context.database, context.self), m_row(m_rooms.findOrCreate(room))
{
}

void RoomWriter::apply(const RoomDelta &delta)
{
    const Membership before = m_row.membership;
    takeOverCounts();
    applyCounts(delta);
    applyMembership(delta);
    applyState(delta);
    const bool wasAway = before != Membership::Join && before != Membership::None;
    const bool hadGap = appendTimeline(delta, wasAway);
    applyReceipts(delta, hadGap);
    dropStaleCounts();
    if (delta.isMarkedUnread)
        m_row.isMarkedUnread = *delta.isMarkedUnread;
    if (delta.typing)
        m_result.typing = delta.typing;
}

void RoomWriter::leave()
{
    m_row.membership = Membership::Leave;
}

/// One's own membership is a matter of the state: the timeline may lag behind it or hold older turns of it.
void RoomWriter::applyMembership(const RoomDelta &delta)
{
    Membership membership = delta.membership;
    const auto look = [&](const QList<Event> &events) {
        for (const Event &event : events) {
            if (!isMember(event) || *event.stateKey != m_context.self.toString())
                continue;
            const MemberContent content = readMember(event.content);
            if (delta.membership == Membership::None)
                membership = content.membership;
            if (content.membership == Membership::Invite) {
                m_row.isDirectInvite = content.isDirect;
                m_row.inviter = event.sender;
            }
        }
    };
    look(delta.state);
    look(delta.timeline);
    if (membership == Membership::None)
        membership = m_row.membership;
    // A stream that speaks of a room it never named: one is in it, or it would not speak.
    if (membership == Membership::None && !delta.timeline.isEmpty())
        membership = Membership::Join;
    if (membership == Membership::Invite) {
        if (m_row.membership != Membership::Invite)
            m_row.inviteTs = m_context.now;
        if (!delta.inviter.isEmpty())
            m_row.inviter = delta.inviter;
    }
    m_row.membership = membership;
}

void RoomWriter::applyState(const RoomDelta &delta)
{
    if (delta.isFullState) {
        m_state.clear(m_row.key);
        // Where members come lazily, those that are not in the reply still name the senders of stored events.
        m_row.areMembersLoaded = m_context.dialect == Dialect::V1 && !delta.state.isEmpty();
        if (m_row.areMembersLoaded)
            m_members.clear(m_row.key);
        m_row.isIncomplete = false;
        m_result.areMembersChanged = true;
    }
    for (const Event &event : delta.state) {
        applyStateEvent(event);
        m_context.tick();
    }
    for (const Event &event : delta.people)
        m_members.putIfUnknown(m_row.key, event);
    if (delta.heroes)
        m_row.heroes = delta.heroes;
    if (delta.joinedCount)
        m_row.joined = delta.joinedCount;
    if (delta.invitedCount)
        m_row.invited = delta.invitedCount;
}

void RoomWriter::applyStateEvent(const Event &event)
{
    if (!event.isState())
        return;
    if (isMember(event)) {
        m_members.put(m_row.key, event);
        m_result.areMembersChanged = true;
    } else {
        m_state.put(m_row.key, event);
    }
}

/// /sync gives the state before the timeline, the others the one after it, which also holds what changed
/// unseen by the reader.
void RoomWriter::applyTimelineState(const Event &event, const RoomDelta &delta)
{
    const bool isStateCurrent =
        m_context.dialect == Dialect::Sliding || (m_context.dialect == Dialect::V1 && delta.isFullState);
    const auto isSame = [&event](const Event &current) {
        return current.stateKey == event.stateKey && current.type == event.type;
    };
    if (!event.isState() || (isStateCurrent && std::any_of(delta.state.begin(), delta.state.end(), isSame)))
        return;
    applyStateEvent(event);
}

/// Answers whether there may be unknown events before the timeline.
bool RoomWriter::appendTimeline(const RoomDelta &delta, bool wasAway)
{
    TimelineWriter writer(m_context.database, m_row.key, m_context.index, m_context.tick);
    const Seq countedAfter = m_unread.countedAfter(m_row);
    const bool mayHaveGap = delta.hasGap || delta.isFullState || wasAway;
    using Link = TimelineWriter::Link;
    const Link link = m_context.isFetchedRoom ? Link::Fetched
                      : delta.hasGap          ? Link::HasGap
                      : mayHaveGap            ? Link::MayHaveGap
                                              : Link::Contiguous;
    const bool isFirst = !SegmentTable(m_context.database).newest(m_row.key);
    const TimelineWriter::Appended appended = writer.append(delta.timeline, link, delta.historyToken);
    m_result.hasNewSegment = m_result.hasNewSegment || appended.hasNewSegment;
    m_areThreadsTouched = m_areThreadsTouched || appended.hasNewSegment || !appended.older.isEmpty();
    // Servers that send members lazily do not name those who came and went in the gap.
    if ((appended.hasNewSegment || wasAway) && m_context.dialect != Dialect::V1) {
        m_row.areMembersLoaded = false;
        m_result.areMembersChanged = true;
    }
    if (mayHaveGap) {
        // `state` may be older than what is stored; with these it is not, whether they are new here or not.
        for (const Event &event : delta.timeline)
            applyTimelineState(event, delta);
    }
    m_unread.findMarker(m_row); // one may have read what comes only now
    for (const TimelineWriter::Inserted &inserted : appended.older)
        onOlder(inserted);
    for (const TimelineWriter::Inserted &inserted : appended.events) {
        if (!mayHaveGap)
            applyTimelineState(*inserted.event, delta);
        onAppended(inserted);
    }
    m_unread.settle(m_row, countedAfter);
    takeBundles(delta.timeline);
    // Also for events that were stored before: the answer to a send may come after its echo.
    for (const Event &event : delta.timeline) {
        if (event.sender != m_context.self)
            continue;
        if (const auto txn = m_context.echoes.take(m_row.id, event))
            m_result.delivered.append({*txn, event.id});
    }
    // Nothing says what was read of a room that is new here: all of it, then.
    const bool saysRead =
        delta.unread || m_row.unread || !delta.fullyRead.isEmpty() ||
        std::any_of(delta.receipts.begin(), delta.receipts.end(), [this](const Receipt &receipt) {
            return receipt.user == m_context.self && receipt.isOfMain();
        });
    if (isFirst && !saysRead && !m_appended.isEmpty() && m_row.readMarker.isEmpty()) {
        m_unread.startAt(m_row, m_appended.last().first, m_appended.last().second.id);
        m_threadCounter.markRead(m_row, {}, m_appended.last().second.id, false);
    }
    return mayHaveGap;
}

void RoomWriter::onAppended(const TimelineWriter::Inserted &inserted)
{
    m_appended.append({inserted.seq, *inserted.event});
    m_unread.countAppended(m_row, inserted.seq, *inserted.event);
    if (isWorthAPreview(*inserted.event))
        m_row.previewSeq = inserted.seq;
    noteMessage(inserted, true);
    if (!inserted.event->redacts.isEmpty())
        redact(*inserted.event, true);
}

void RoomWriter::onOlder(const TimelineWriter::Inserted &inserted)
{
    if (isWorthAPreview(*inserted.event) && inserted.seq > m_row.previewSeq.value_or(0))
        m_row.previewSeq = inserted.seq;
    m_unread.countOlder(m_row, inserted.seq, *inserted.event);
    noteMessage(inserted, false);
    const Relation::Kind kind = readRelation(*inserted.event).kind;
    if (kind != Relation::Kind::None && kind != Relation::Kind::Thread)
        m_olderRelations.append(inserted.seq);
    if (!inserted.event->redacts.isEmpty())
        redact(*inserted.event, false);
}

/// Whoever writes in a thread has read it up to there, and takes part in those that others begin at what one
/// has written.
void RoomWriter::noteMessage(const TimelineWriter::Inserted &inserted, bool isNewest)
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
void RoomWriter::takeBundles(const QList<Event> &events)
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

/// `isNews`: of what the server said before.
void RoomWriter::redact(const Event &redaction, bool isNews)
{
    const EventId &target = redaction.redacts;
    const auto seq = m_events.seqOf(m_row.key, target);
    MemberNames names(m_context.database, m_row.key);
    const auto stored = seq ? m_events.at(m_row.key, *seq, names) : std::nullopt;
    ThreadBundles bundles(m_context.database);
    if (stored) {
        m_unread.uncount(m_row, *stored);
        noteChanged(RelationTable(m_context.database).threadSpokenIn(m_row.key, stored->event));
    } else if (isNews) {
        m_threads.insert(bundles.dropNewest(m_row.key, target));
    }
    const auto pruned = m_events.redact(m_row.key, target, redaction);
    if (pruned)
        m_context.index.remove(m_row.key, *pruned);
    // What is not stored as an event may yet be the state; and what a page of history brought pruned is so in
    // the state from now on.
    if (!stored || stored->event.isState()) {
        m_state.redact(m_row.key, target);
        m_members.blank(m_row.key, target);
    }
    if (!pruned)
        return;
    if (isNews && pruned->relation.kind == Relation::Kind::Thread)
        bundles.discount(m_row.key, pruned->relation.target, *seq);
    m_changed.append(*seq);
}

void RoomWriter::noteChanged(const EventId &thread)
{
    m_threads.insert(thread);
    m_miscounted.insert(thread);
}

/// Only v3 counts; whoever comes another way counts from where one has read to, or from where one came in,
/// and goes on from what it said last only where that is not known here: the server's number is of the
/// moment, so it may hold what the reply did not bring yet.
void RoomWriter::takeOverCounts()
{
    if (m_context.dialect == Dialect::V3 || !m_row.unread)
        return;
    const int unread = *std::exchange(m_row.unread, {});
    const int highlight = std::exchange(m_row.highlight, {}).value_or(0);
    m_areThreadsTouched = true;
    if (m_row.readSeq) {
        m_unread.recount(m_row);
    } else if (unread == 0) {
        m_unread.markRead(m_row, newestEvent(), false);
    } else if (!m_unread.startAtJoin(m_row)) {
        m_row.ownUnread = unread;
        m_row.ownHighlight = highlight;
    }
}

void RoomWriter::applyCounts(const RoomDelta &delta)
{
    if (delta.unread) {
        m_row.unread = delta.unread;
        m_threads += m_threadCounter.setCounts(m_row, delta.threads);
    }
    if (delta.highlight)
        m_row.highlight = delta.highlight;
}

/// The server counts from the receipt that it knows. While a newer one is on its way, what is read here is
/// not unread.
void RoomWriter::dropStaleCounts()
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

void RoomWriter::applyReceipts(const RoomDelta &delta, bool hadGap)
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
        m_areThreadsTouched = m_areThreadsTouched || root.isEmpty();
    }
    if (!delta.fullyRead.isEmpty())
        m_unread.markRead(m_row, delta.fullyRead, false);
}

/// Of a private and a public receipt the one further ahead counts.
bool RoomWriter::isBehindOwn(const Receipt &receipt) const
{
    const auto before = m_receipts.of(m_row.key, m_context.self, receipt.thread);
    const auto known = before ? m_events.seqOf(m_row.key, before->event) : std::nullopt;
    const auto seq = m_events.seqOf(m_row.key, receipt.event);
    return known && seq && *seq < *known;
}

TimelineWriter::Page RoomWriter::fill(const HistoryPage &page)
{
    for (const Event &event : page.state) {
        if (isMember(event))
            m_members.putIfUnknown(m_row.key, event);
    }
    TimelineWriter writer(m_context.database, m_row.key, m_context.index, m_context.tick);
    const Seq countedAfter = m_unread.countedAfter(m_row);
    const int openBefore = newestOpenSegment();
    TimelineWriter::Page added = writer.fill(page);
    m_areThreadsTouched = m_areThreadsTouched || newestOpenSegment() != openBefore;
    m_unread.findMarker(m_row);
    for (const TimelineWriter::Inserted &inserted : std::as_const(added.events)) {
        onOlder(inserted);
        if (inserted.event->sender != m_context.self)
            continue;
        if (const auto txn = m_context.echoes.take(m_row.id, *inserted.event))
            m_result.delivered.append({*txn, inserted.event->id});
    }
    m_unread.settle(m_row, countedAfter);
    takeBundles(page.events);
    return added;
}

/// Before which lies what one has read by a marker that is not stored; 0: there is none.
int RoomWriter::newestOpenSegment() const
{
    const auto segment = SegmentTable(m_context.database).newestOpen(m_row.key);
    return segment ? segment->number : 0;
}

void RoomWriter::setMembers(const QList<Event> &members)
{
    m_members.clear(m_row.key);
    for (const Event &event : members) {
        if (isMember(event))
            m_members.put(m_row.key, event);
        m_context.tick();
    }
    m_row.areMembersLoaded = true;
    m_result.areMembersChanged = true;
}

/// Whoever has seen an event has also seen what follows it, up to the next with a row of its own: nobody
/// could ever come to see the rest, and the number would stay. What belongs to a thread is seen there.
EventId RoomWriter::lastSeenWith(const EventId &event) const
{
    const auto seen = m_events.seqOf(m_row.key, event);
    if (!seen)
        return event;
    const Seq end = (*seen | 0xffff'ffff) + 1; // a gap may lie behind the segment
    constexpr int mostTried = 50;
    Statement following = m_context.database.query(
        "SELECT event_id FROM events WHERE room = ?1 AND seq > ?2 AND seq < coalesce("
        "(SELECT seq FROM events WHERE room = ?1 AND seq > ?2 AND seq < ?3 "
        "AND type NOT IN ('m.reaction', 'm.room.redaction') "
        "AND NOT EXISTS (SELECT 1 FROM relations WHERE relations.event = events.event) "
        "ORDER BY seq LIMIT 1), ?3) ORDER BY seq DESC LIMIT ?4",
        m_row.key, *seen, end, mostTried);
    const RelationTable relations(m_context.database);
    while (following.next()) {
        if (const EventId last(following.text(0)); relations.isOfMain(m_row.key, last))
            return last;
    }
    return event;
}

EventId RoomWriter::lastSeenInThread(const EventId &event, const EventId &thread) const
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

EventId RoomWriter::newestEvent() const
{
    Statement newest = m_context.database.query(
        "SELECT event_id FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1", m_row.key);
    return newest.next() ? EventId(newest.text(0)) : EventId();
}

void RoomWriter::markRead(EventId event, const EventId &thread)
{
    EventId marker;
    QString of = thread.isEmpty() ? QString(Receipt::Main) : thread.toString();
    if (event.isEmpty()) {
        of.clear();
        marker = event = newestEvent();
        m_unread.markRead(m_row, event, false);
        m_threadCounter.markRead(m_row, {}, event, false);
        m_areThreadsTouched = true;
    } else if (thread.isEmpty()) {
        event = lastSeenWith(event);
        m_unread.markRead(m_row, event, false);
        marker = m_row.readMarker;
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

void RoomWriter::setMarkedUnread(bool isMarked)
{
    m_row.isMarkedUnread = isMarked;
    setUntold({m_row.id,
               UntoldMark::Kind::MarkedUnread,
               {},
               isMarked ? QStringLiteral("yes") : QStringLiteral("no")});
}

void RoomWriter::setUntold(const UntoldMark &mark)
{
    if (m_row.membership != Membership::Join)
        return;
    UntoldTable(m_context.database).put(mark);
    m_result.untold = mark;
}

/// Of the threads that changed; those of which nothing is left among them.
QList<StoredThread> RoomWriter::threadsNow(MemberNames &names)
{
    if (m_threads.isEmpty())
        return {};
    auto threads = RelatedReader(m_context.database, m_row.key, names).threads(m_threads.values());
    for (const StoredThread &thread : std::as_const(threads))
        m_threads.remove(thread.root);
    for (const EventId &root : std::as_const(m_threads))
        threads.append({root, 0, {}, 0, false});
    return threads;
}

CommittedRoom RoomWriter::finish()
{
    MemberNames names(m_context.database, m_row.key);
    for (const auto &[seq, event] : std::as_const(m_appended)) {
        // One that was redacted by a later event of the same batch is read back pruned.
        const auto stored = m_changed.contains(seq) ? m_events.at(m_row.key, seq, names) : std::nullopt;
        m_result.appended.append(stored ? *stored : withNames(seq, event, names));
        m_changed.removeAll(seq);
    }
    for (const Seq seq : std::as_const(m_changed)) {
        if (const auto stored = m_events.at(m_row.key, seq, names))
            m_result.changed.append(*stored);
    }
    m_threads += m_threadCounter.settle(m_row, m_threads, m_miscounted, m_areThreadsTouched);
    m_threads.remove({});
    m_result.related = RelatedReader(m_context.database, m_row.key, names).of(m_result.appended);
    for (const StoredThread &thread : std::as_const(m_result.related.threads))
        m_threads.remove(thread.root);
    for (const Seq seq : std::as_const(m_olderRelations)) {
        if (const auto stored = m_events.at(m_row.key, seq, names))
            m_result.related.relations.append(*stored);
    }
    m_result.related.threads += threadsNow(names);
    m_rooms.save(m_row);
    m_result.room = RoomSummarizer(m_context.database, m_context.self).summarize(m_row);
    m_rooms.saveSummary(m_row, encodeRoom(m_result.room));
    return m_result;
}

}
