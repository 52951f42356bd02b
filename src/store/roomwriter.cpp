// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomwriter.h"

#include "matrix/verificationevent.h"
#include "store/eventcolumns.h"
#include "store/relatedreader.h"
#include "store/roomcodec.h"

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

constexpr qsizetype MostTyping = 20;
constexpr qsizetype LongestReason = 500;

bool isMember(const Event &event)
{
    return event.type == QLatin1String("m.room.member") && event.isState();
}

/// A request to verify is none: the room's history has it among what happened there.
bool isWorthAPreview(const Event &event)
{
    return UnreadCounter::isMessage(event) && !UnreadCounter::isReplacement(event) &&
           !VerificationEvent::isRequest(event.type, event.content);
}

}

RoomWriter::RoomWriter(WriteContext &context, const RoomId &room)
    : m_context(context), m_rooms(context.database), m_state(context.database), m_members(context.database),
      m_events(context.database), m_row(m_rooms.findOrCreate(room)), m_roots(context.database, m_row.key),
      m_reading(context, m_row, m_result)
{
}

void RoomWriter::apply(const RoomDelta &delta)
{
    const Membership before = m_row.membership;
    m_reading.applyCounts(delta);
    applyMembership(delta);
    applyState(delta);
    const bool wasAway = before != Membership::Join && before != Membership::None;
    const bool hadGap = appendTimeline(delta, wasAway);
    m_reading.applyReceipts(delta, hadGap);
    if (delta.typing)
        m_typing = delta.typing;
    if (delta.tags)
        m_row.tags = *delta.tags;
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
                m_row.inviteReason = content.reason.left(LongestReason);
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
        m_result.isStateChanged = true;
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
    m_reading.forgetRoom();
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
    m_reading.forgetRoom();
    if (isMember(event)) {
        m_members.put(m_row.key, event);
        m_result.areMembersChanged = true;
    } else {
        m_state.put(m_row.key, event);
        m_result.isStateChanged = true;
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
    m_reading.beginEvents();
    const QList<Event> timeline = m_roots.checked(delta.timeline);
    const bool mayHaveGap = delta.hasGap || delta.isFullState || wasAway;
    using Link = TimelineWriter::Link;
    const Link link = m_context.isFetchedRoom ? Link::Fetched
                      : delta.hasGap          ? Link::HasGap
                      : mayHaveGap            ? Link::MayHaveGap
                                              : Link::Contiguous;
    const bool isFirst = !SegmentTable(m_context.database).newest(m_row.key);
    const TimelineWriter::Appended appended = writer.append(timeline, link, delta.historyToken);
    m_result.hasNewSegment = m_result.hasNewSegment || appended.hasNewSegment;
    // Servers that send members lazily do not name those who came and went in the gap.
    if ((appended.hasNewSegment || wasAway) && m_context.dialect != Dialect::V1) {
        m_row.areMembersLoaded = false;
        m_result.areMembersChanged = true;
    }
    // Sliding sync says all that has changed, and an expanded timeline goes back behind what is stored: there
    // only what is new at the newest end is news of the state.
    const bool isReplayed = mayHaveGap && (delta.isFullState || m_context.dialect != Dialect::Sliding);
    if (isReplayed) {
        // `state` may be older than what is stored; with these it is not, whether they are new here or not.
        for (const Event &event : timeline)
            applyTimelineState(event, delta);
    }
    m_reading.findMarkers();
    for (const TimelineWriter::Inserted &inserted : appended.older)
        onOlder(inserted);
    for (const TimelineWriter::Inserted &inserted : appended.events) {
        if (!isReplayed)
            applyTimelineState(*inserted.event, delta);
        onAppended(inserted);
    }
    m_reading.endEvents(timeline);
    // Also for events that were stored before: the answer to a send may come after its echo.
    for (const Event &event : timeline) {
        if (event.sender != m_context.self)
            continue;
        if (const auto txn = m_context.echoes.take(m_row.id, event))
            m_result.delivered.append({*txn, event.id});
    }
    const bool saysRead =
        !delta.fullyRead.isEmpty() ||
        std::any_of(delta.receipts.begin(), delta.receipts.end(), [this](const Receipt &receipt) {
            return receipt.user == m_context.self && receipt.isOfMain();
        });
    if (isFirst && !saysRead && !m_appended.isEmpty() && m_row.readMarker.isEmpty())
        m_reading.start(m_appended.last().first, m_appended.last().second.id);
    return mayHaveGap;
}

void RoomWriter::onAppended(const TimelineWriter::Inserted &inserted)
{
    m_appended.append({inserted.seq, *inserted.event});
    m_reading.onAppended(inserted);
    release(*inserted.event);
    if (isWorthAPreview(*inserted.event))
        m_row.previewSeq = inserted.seq;
    if (!inserted.event->redacts.isEmpty())
        redact(*inserted.event, true);
}

void RoomWriter::onOlder(const TimelineWriter::Inserted &inserted)
{
    if (isWorthAPreview(*inserted.event) && inserted.seq > m_row.previewSeq.value_or(0))
        m_row.previewSeq = inserted.seq;
    m_reading.onOlder(inserted);
    release(*inserted.event);
    noteOlderRelation(inserted);
    if (!inserted.event->redacts.isEmpty())
        redact(*inserted.event, false);
}

void RoomWriter::noteOlderRelation(const TimelineWriter::Inserted &inserted)
{
    using Kind = Relation::Kind;
    const Kind kind = readRelation(*inserted.event).kind;
    if (kind == Kind::Edit || kind == Kind::Reaction || kind == Kind::Reference)
        m_olderRelations.append(inserted.seq);
}

/// What was stored before in a thread of the event is seen in the room if that cannot be one.
void RoomWriter::release(const Event &root)
{
    const QList<Seq> strays = m_roots.release(root);
    if (strays.isEmpty())
        return;
    m_changed += strays;
    m_reading.onReleased(root.id);
}

/// `isNews`: of what the server said before, see ReadingWriter.
void RoomWriter::redact(const Event &redaction, bool isNews)
{
    const EventId &target = redaction.redacts;
    const auto seq = m_events.seqOf(m_row.key, target);
    MemberNames names(m_context.database, m_row.key);
    const auto stored = seq ? m_events.at(m_row.key, *seq, names) : std::nullopt;
    m_reading.onRedaction(target, stored, isNews);
    if (!stored)
        m_result.deletedElsewhere.append(
            {target, names.of(redaction.sender).name, readString(redaction.content, "reason")});
    const auto pruned = m_events.redact(m_row.key, target, redaction);
    if (pruned)
        m_context.index.remove(m_row.key, *pruned);
    // What is not stored as an event may yet be the state; and what a page of history brought pruned is so in
    // the state from now on.
    if (!stored || stored->event.isState()) {
        m_state.redact(m_row.key, target);
        m_result.isStateChanged = true;
        m_members.blank(m_row.key, target);
        m_reading.forgetRoom();
    }
    if (pruned)
        m_changed.append(*seq);
}

TimelineWriter::Page RoomWriter::fill(const HistoryPage &page)
{
    for (const Event &event : page.state) {
        if (isMember(event))
            m_members.putIfUnknown(m_row.key, event);
    }
    TimelineWriter writer(m_context.database, m_row.key, m_context.index, m_context.tick);
    m_reading.beginEvents();
    m_page = page;
    m_page.events = m_roots.checked(page.events);
    TimelineWriter::Page added = writer.fill(m_page);
    m_reading.findMarkers();
    for (const TimelineWriter::Inserted &inserted : std::as_const(added.events)) {
        onOlder(inserted);
        if (inserted.event->sender != m_context.self)
            continue;
        if (const auto txn = m_context.echoes.take(m_row.id, *inserted.event))
            m_result.delivered.append({*txn, inserted.event->id});
    }
    m_reading.endEvents(m_page.events);
    return added;
}

void RoomWriter::takeDecrypted(const EventTable::Placed &before, const Event &decrypted)
{
    const Event event = m_roots.checked({decrypted}).constFirst();
    const TimelineWriter::Inserted inserted{before.seq, &event};
    StoredEvent unread;
    unread.seq = before.seq;
    unread.event = before.event;
    m_events.replace(before, event);
    m_context.index.add(before.row, m_row.key, event);
    m_reading.onDecrypted(unread, inserted);
    release(event);
    noteOlderRelation(inserted);
    if (m_row.previewSeq == before.seq && !isWorthAPreview(event))
        findPreview();
    m_changed.append(before.seq);
    m_context.tick();
}

void RoomWriter::setShield(const QString &session, const UserId &sender, Encryption::State state)
{
    m_changed += m_events.setShield(m_row.key, session, sender, state);
}

/// The one that was there is none.
void RoomWriter::findPreview()
{
    constexpr int mostTried = 100;
    MemberNames names(m_context.database, m_row.key);
    m_row.previewSeq.reset();
    for (const StoredEvent &stored :
         m_events.newestBefore(m_row.key, 0, std::numeric_limits<Seq>::max(), mostTried, names)) {
        if (!isWorthAPreview(stored.event))
            continue;
        m_row.previewSeq = stored.seq;
        return;
    }
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

/// What is to be told of `changed` threads, of which nothing may be left, and of what else has come.
Related RoomWriter::related(QSet<EventId> changed, MemberNames &names) const
{
    const RelatedReader reader(m_context.database, m_row.key, names);
    Related related = reader.of(m_result.appended);
    for (const Seq seq : m_olderRelations) {
        if (const auto stored = m_events.at(m_row.key, seq, names))
            related.relations.append(*stored);
    }
    // As long as a message could not be read, nobody was told of its edits.
    related.relations += reader.edits(m_result.changed);
    for (const StoredThread &thread : std::as_const(related.threads))
        changed.remove(thread.root);
    if (!changed.isEmpty())
        related.threads += reader.threads(changed.values());
    for (const StoredThread &thread : std::as_const(related.threads))
        changed.remove(thread.root);
    for (const EventId &root : std::as_const(changed))
        related.threads.append({root, 0, {}, 0, false});
    return related;
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
    if (m_typing) {
        m_result.typing.emplace();
        for (const UserId &user : m_typing->mid(0, MostTyping))
            m_result.typing->append({user, names.of(user).name});
    }
    m_result.related = related(m_reading.settle(), names);
    m_rooms.save(m_row);
    m_result.room = RoomSummarizer(m_context.database, m_context.self).summarize(m_row);
    // What a gap may hide counts no more there than what is known.
    if (m_result.room.isUnreadAtLeast && m_reading.isMuted())
        m_result.room.isUnreadAtLeast = false;
    m_rooms.saveSummary(m_row, encodeRoom(m_result.room));
    return m_result;
}

}
