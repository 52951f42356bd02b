// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinereducer.h"

#include "session/runtext.h"

#include <QMap>

#include <algorithm>

namespace linnet {

TimelineReducer::TimelineReducer(UserId self, QTimeZone zone, EventId thread)
    : m_self(self), m_zone(zone), m_thread(std::move(thread)), m_rows(self), m_readers(self, m_thread),
      m_relations(self), m_list(std::move(zone))
{
}

TimelineDiff TimelineReducer::reset(const HistoryWindow &window, const QList<OutboxItem> &outbox,
                                    const EventId &readMarker)
{
    TimelineReducer fresh(m_self, m_zone, m_thread);
    fresh.m_rows = m_rows;
    fresh.m_relations.setPowers(m_relations.powers());
    fresh.m_relations.setHiding(m_relations.hiding());
    fresh.m_awaited = m_awaited;
    *this = std::move(fresh);
    m_unreadLine = UnreadLine(readMarker);
    TimelineDiff steps; // all of it is one
    QSet<EventId> changed;
    takeRelated(window.related, changed);
    const QList<StoredEvent> events = takeNew(window.events, changed);
    const QList<TimelineItem> rows = rowsOf(events);
    insertHistory(0, rows, steps);
    m_unreadLine.find(events, rows, m_list);
    m_list.refreshFlags(m_list.indexOf(m_list.unreadKey()), steps);
    for (const OutboxItem &item : outbox)
        putOutbox(item);
    read(window.readers);
    return {{TimelineDiff::Reset{items()}}};
}

EventId TimelineReducer::rowEventOf(const EventId &event) const
{
    const EventId original = m_relations.originalOf(event);
    if (!m_list.isKnown(original) || (!m_thread.isEmpty() && m_offstage.contains(original)))
        return {};
    const int at = m_list.historyRowOf(original);
    const int next = at >= 0 ? at : m_list.historyRowAt(m_list.seqOf(original)) + 1;
    const int shown = qMin(next, m_list.historyCount() - 1);
    return shown >= 0 ? m_list.at(shown).event : EventId();
}

EventId TimelineReducer::threadOf(const EventId &event) const
{
    const auto offstage = m_offstage.constFind(m_relations.originalOf(event));
    return m_thread.isEmpty() && offstage != m_offstage.cend() ? offstage->threadRoot : EventId();
}

void TimelineReducer::waitForKeys(const QList<StoredEvent> &events)
{
    for (const StoredEvent &stored : events) {
        if (stored.event.encryption.state == Encryption::State::NoKey)
            m_awaited.insert(stored.event.id);
    }
}

TimelineDiff TimelineReducer::endWaiting(const QList<StoredEvent> &events)
{
    TimelineDiff diff;
    for (const StoredEvent &stored : events) {
        const int at = m_awaited.remove(stored.event.id) ? m_list.historyRowOf(stored.event.id) : -1;
        if (at < 0 || !m_list.at(at).isKeyAwaited)
            continue;
        TimelineItem row = m_list.at(at);
        row.isKeyAwaited = false;
        m_list.update(at, row, diff);
    }
    return diff;
}

TimelineDiff TimelineReducer::setKeyOutlook(const KeyOutlook &outlook)
{
    TimelineDiff diff;
    if (!m_rows.setKeyOutlook(outlook))
        return diff;
    for (int at = 0; at < m_list.historyCount(); ++at) {
        if (m_list.at(at).kind != TimelineItem::Kind::Encrypted)
            continue;
        TimelineItem row = m_list.at(at);
        row.text = m_rows.whyUnreadable(row);
        m_list.update(at, row, diff);
    }
    return diff;
}

TimelineDiff TimelineReducer::setHiding(const HidingRule &rule)
{
    m_relations.setHiding(rule);
    TimelineDiff diff;
    leaveOut(diff);
    bringBack(diff);
    UnreadLine::follow(m_list, diff);
    for (int at = 0; at < m_list.count(); ++at) {
        TimelineItem row = bareAt(at);
        row.key = m_list.at(at).key;
        m_list.update(at, folded(row), diff);
    }
    // What a row answers may stand below it.
    for (const EventId &event : quoted())
        refreshReplies(event, diff);
    placeReaders(m_readers.users(), diff);
    return diff;
}

/// The row before anything was folded into it, or put over it.
TimelineItem TimelineReducer::bareAt(int at) const
{
    return m_bare.value(TimelineRows::nameOf(m_list.at(at)), m_list.at(at));
}

void TimelineReducer::leaveOut(TimelineDiff &diff)
{
    for (int at = m_list.historyCount() - 1; at >= 0; --at) {
        TimelineItem row = bareAt(at);
        if (!isLeftOut(row))
            continue;
        row.readers.clear(); // they go to another row
        m_offstage.insert(row.event, row);
        changeRow(at, std::nullopt, diff);
    }
}

void TimelineReducer::bringBack(TimelineDiff &diff)
{
    QMap<Seq, TimelineItem> back;
    for (auto row = m_offstage.cbegin(); row != m_offstage.cend(); ++row) {
        if (m_list.isKnown(row.key()) && isShown(*row) && m_list.historyRowOf(row.key()) < 0)
            back.insert(m_list.seqOf(row.key()), *row);
    }
    for (auto row = back.cbegin(); row != back.cend(); ++row) {
        m_offstage.remove(row->event);
        if (row->reply)
            m_replies[row->reply->event].insert(row->event);
        insertHistory(m_list.historyRowAt(row.key()) + 1, {*row}, diff);
    }
}

TimelineDiff TimelineReducer::take(const Related &related)
{
    TimelineDiff diff;
    QSet<EventId> changed;
    takeRelated(related, changed);
    refresh(changed, diff);
    return diff;
}

TimelineDiff TimelineReducer::prepend(const QList<StoredEvent> &older)
{
    TimelineDiff diff;
    QSet<EventId> changed;
    const QList<StoredEvent> fresh = takeNew(older, changed);
    const QList<TimelineItem> rows = rowsOf(fresh);
    const QString unreadBefore = m_list.unreadKey();
    m_unreadLine.find(fresh, rows, m_list);
    insertHistory(0, rows, diff);
    refresh(changed, diff);
    if (m_list.unreadKey() != unreadBefore)
        m_list.refreshFlags(m_list.indexOf(m_list.unreadKey()), diff);
    placeReaders(m_unplaced + m_readers.takeMoved(), diff);
    return diff;
}

TimelineDiff TimelineReducer::append(const QList<StoredEvent> &newer)
{
    TimelineDiff diff;
    QList<TimelineItem> pending;
    const auto flush = [&] { insertHistory(m_list.historyCount(), std::exchange(pending, {}), diff); };
    QSet<EventId> changed;
    const QList<StoredEvent> fresh = takeNew(newer, changed);
    for (const StoredEvent &stored : fresh) {
        const auto row = rowOf(stored);
        const int echo = m_list.echoOf(stored.event);
        if (echo >= 0) {
            flush();
            // Flushing has moved it.
            const int at = m_list.echoOf(stored.event);
            if (row)
                appendEcho(at, *row, diff);
            else
                m_list.remove(at, diff);
        } else if (row) {
            pending << *row;
        }
    }
    flush();
    refresh(changed, diff);
    placeReaders(m_readers.takeMoved(), diff);
    return diff;
}

TimelineDiff TimelineReducer::startUnread(const QList<StoredEvent> &events)
{
    TimelineDiff diff;
    m_unreadLine.start(events, m_list, diff);
    return diff;
}

void TimelineReducer::appendEcho(int echo, TimelineItem row, TimelineDiff &diff)
{
    const TimelineItem sent = m_list.at(echo);
    row.key = sent.key;
    m_bare.remove(TimelineRows::nameOf(sent));
    row = folded(row);
    if (echo != m_list.historyCount()) {
        m_list.remove(echo, diff);
        m_list.insert(m_list.historyCount(), {row}, diff);
    } else {
        m_list.update(echo, row, diff);
    }
    m_list.moveHistoryEnd(1);
    refreshReplies(row.event, diff);
}

void TimelineReducer::insertHistory(int at, QList<TimelineItem> rows, TimelineDiff &diff)
{
    QHash<EventId, qsizetype> places;
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(rows.at(i).event, i);
    for (TimelineItem &row : rows)
        row = folded(row);
    for (TimelineItem &row : rows) {
        const auto place = row.reply ? places.constFind(row.reply->event) : places.cend();
        if (place != places.cend())
            row.reply = TimelineRows::quote(rows.at(*place));
    }
    m_list.moveHistoryEnd(int(rows.size()));
    m_list.insert(at, rows, diff);
    for (const TimelineItem &row : std::as_const(rows))
        refreshReplies(row.event, diff);
}

TimelineDiff TimelineReducer::change(const QList<StoredEvent> &events)
{
    TimelineDiff diff;
    QSet<EventId> changed;
    for (const StoredEvent &stored : events) {
        const EventId &event = stored.event.id;
        const bool wasHidden = m_relations.hides(event);
        changed.insert(stored.event.isRedacted ? m_relations.drop(event) : m_relations.take(stored));
        const int at = m_list.historyRowOf(event);
        auto row = m_relations.hides(event) ? std::nullopt : m_rows.of(stored);
        const bool isHere = row && isShown(*row);
        const bool wasElsewhere = m_offstage.remove(event) || wasHidden;
        if (at >= 0)
            changeRow(at, isHere ? row : std::nullopt, diff);
        else if (isHere && wasElsewhere && m_list.isKnown(event))
            insertHistory(m_list.historyRowAt(stored.seq) + 1, rowsOf({stored}), diff);
        else if (row && wasElsewhere)
            m_offstage.insert(event, *row);
        if (row && !isHere && at >= 0)
            m_offstage.insert(event, *row);
        refreshReplies(event, diff);
    }
    refresh(changed, diff);
    return diff;
}

TimelineDiff TimelineReducer::remove(const QList<DeletedElsewhere> &deleted)
{
    TimelineDiff diff;
    QSet<EventId> changed;
    for (const DeletedElsewhere &each : deleted) {
        changed.insert(m_relations.drop(each.event));
        const auto offstage = m_offstage.find(each.event);
        if (const int at = m_list.historyRowOf(each.event); at >= 0)
            changeRow(at, TimelineRows::deleted(bareAt(at), each), diff);
        else if (offstage != m_offstage.end())
            *offstage = TimelineRows::deleted(*offstage, each);
        refreshReplies(each.event, diff);
    }
    refresh(changed, diff);
    return diff;
}

void TimelineReducer::changeRow(int at, std::optional<TimelineItem> row, TimelineDiff &diff)
{
    const TimelineItem before = m_list.at(at);
    m_bare.remove(before.event);
    if (row) {
        row->key = before.key;
        if (row->reply) // what it answers may have been encrypted with it
            m_replies[row->reply->event].insert(row->event);
        m_list.update(at, folded(*row), diff);
        return;
    }
    QSet<UserId> users;
    for (const RoomReader &reader : before.readers)
        users << reader.user;
    m_list.moveHistoryEnd(-1);
    m_list.remove(at, diff);
    placeReaders(users, diff);
}

TimelineDiff TimelineReducer::dropBefore(const EventId &event)
{
    TimelineDiff diff;
    const int count = m_list.historyRowOf(event);
    if (count <= 0)
        return diff;
    QSet<UserId> users;
    const QList<TimelineItem> gone = m_list.items().first(count);
    for (const TimelineItem &row : gone) {
        for (const RoomReader &reader : row.readers)
            users << reader.user;
        if (row.reply)
            m_replies[row.reply->event].remove(row.event);
    }
    m_list.removeOldest(count, diff);
    const QSet<EventId> wanted = quoted();
    for (const TimelineItem &row : gone) {
        const TimelineItem bare = m_bare.take(row.event);
        if (wanted.contains(row.event))
            m_offstage.insert(row.event, bare.event.isEmpty() ? row : bare);
    }
    m_replies.removeIf([](QHash<EventId, QSet<EventId>>::iterator replies) { return replies->isEmpty(); });
    m_offstage.removeIf([&](QHash<EventId, TimelineItem>::iterator row) {
        return !m_list.isKnown(row.key()) && !wanted.contains(row.key());
    });
    m_relations.keepOnly(
        [this](const EventId &target) { return m_list.isKnown(target) || m_offstage.contains(target); });
    placeReaders(users, diff);
    return diff;
}

/// What rows answer.
QSet<EventId> TimelineReducer::quoted() const
{
    QSet<EventId> events;
    for (const TimelineItem &row : m_list.items()) {
        if (row.reply)
            events.insert(row.reply->event);
    }
    return events;
}

TimelineDiff TimelineReducer::read(const QList<RoomReader> &readers)
{
    TimelineDiff diff;
    for (const RoomReader &reader : readers)
        m_readers.read(reader, m_list.seqOf(reader.event));
    placeReaders(m_readers.takeMoved(), diff);
    return diff;
}

TimelineDiff TimelineReducer::putOutbox(const OutboxItem &item)
{
    if (m_echoed.contains(item.txn) || m_list.isKnown(item.sentAs))
        return removeOutbox(item.txn);
    TimelineDiff diff;
    QSet<EventId> changed{m_relations.dropUnsent(item.txn)};
    if (item.state != OutboxItem::State::Failed)
        changed.insert(m_relations.takeUnsent(item));
    const auto row = m_rows.of(item);
    const int at = m_list.outboxRowOf(item.txn);
    if (row && isShown(*row)) {
        if (at < 0)
            m_list.insert(m_list.count(), {folded(*row)}, diff);
        else
            m_list.update(at, folded(*row), diff);
        refreshReplies(EventId(row->key), diff);
    } else if (at >= 0) {
        m_list.remove(at, diff);
    }
    refresh(changed, diff);
    return diff;
}

TimelineDiff TimelineReducer::removeOutbox(const TxnId &txn)
{
    TimelineDiff diff;
    const EventId changed = m_relations.dropUnsent(txn);
    if (const int at = m_list.outboxRowOf(txn); at >= 0)
        m_list.remove(at, diff);
    refresh({changed}, diff);
    return diff;
}

TimelineDiff TimelineReducer::setUploaded(const TxnId &txn, int percent)
{
    TimelineDiff diff;
    const int at = m_list.outboxRowOf(txn);
    if (at < 0 || m_list.at(at).uploaded < 0 || m_list.at(at).uploaded == percent)
        return diff;
    TimelineItem row = m_list.at(at);
    row.uploaded = percent;
    if (const auto bare = m_bare.find(TimelineRows::nameOf(row)); bare != m_bare.end())
        bare->uploaded = percent;
    m_list.update(at, row, diff);
    return diff;
}

// Which of a page's events are new here; what they relate to is known afterwards.
QList<StoredEvent> TimelineReducer::takeNew(const QList<StoredEvent> &page, QSet<EventId> &changed)
{
    QList<StoredEvent> fresh;
    for (const StoredEvent &stored : page) {
        if (m_list.isKnown(stored.event.id))
            continue;
        m_list.know(stored.event.id, stored.seq);
        if (!stored.event.transactionId.isEmpty())
            m_echoed.insert(stored.event.transactionId);
        changed.insert(m_relations.take(stored));
        m_readers.add(stored);
        fresh << stored;
    }
    return fresh;
}

void TimelineReducer::takeRelated(const Related &related, QSet<EventId> &changed)
{
    for (const StoredEvent &stored : related.relations)
        changed.insert(m_relations.take(stored));
    for (const StoredEvent &stored : related.quoted) {
        changed.insert(m_relations.take(stored));
        const auto row = m_rows.of(stored);
        if (!row || m_list.isKnown(row->event) || m_relations.hides(row->event))
            continue;
        m_offstage.insert(row->event, *row);
        changed.insert(row->event);
    }
    for (const StoredThread &thread : related.threads) {
        if (thread.root == m_thread)
            continue;
        m_relations.putThread(thread.root, m_rows.summary(thread));
        changed.insert(thread.root);
    }
}

QList<TimelineItem> TimelineReducer::rowsOf(const QList<StoredEvent> &page)
{
    QList<TimelineItem> rows;
    for (const StoredEvent &stored : page) {
        if (auto row = rowOf(stored))
            rows << *row;
    }
    return rows;
}

// The row of an event that is shown, before anything is folded into it.
std::optional<TimelineItem> TimelineReducer::rowOf(const StoredEvent &stored)
{
    const EventId &event = stored.event.id;
    auto row = m_relations.hides(event) ? std::nullopt : m_rows.of(stored);
    if (!row)
        return std::nullopt;
    if (!isShown(*row)) {
        // In a room these are what was said in threads, which is answered now and then; in a thread all else.
        if (m_thread.isEmpty() || m_replies.contains(event) || isLeftOut(*row))
            m_offstage.insert(event, *row);
        return std::nullopt;
    }
    if (row->reply)
        m_replies[row->reply->event].insert(event);
    return row;
}

bool TimelineReducer::isShown(const TimelineItem &row) const
{
    const bool isHere = row.threadRoot == m_thread || (!m_thread.isEmpty() && row.event == m_thread);
    return isHere && !isLeftOut(row);
}

/// What happens to the room is shown whoever did it, but for what somebody does about himself.
Hiding TimelineReducer::hidingOf(const TimelineItem &row) const
{
    const bool isOfRoom =
        row.kind == TimelineItem::Kind::State && !(row.member && row.member->user == row.sender);
    if (!m_relations.hiding() || row.isOwn || isOfRoom)
        return {};
    Hiding hiding = m_relations.hiding()(row.sender);
    // Somebody who comes and goes is not worth a line that opens.
    if (hiding.isHidden() && row.kind == TimelineItem::Kind::State)
        hiding.way = Hiding::Way::LeftOut;
    return hiding;
}

bool TimelineReducer::isLeftOut(const TimelineItem &row) const
{
    return hidingOf(row).way == Hiding::Way::LeftOut;
}

/// Puts a line over what a policy list speaks against. It opens as a run of one.
void TimelineReducer::cover(TimelineItem &row)
{
    m_bare.insert(TimelineRows::nameOf(row), row);
    TimelineItem line;
    line.key = row.key;
    line.event = row.event;
    line.sender = row.sender;
    line.senderName = row.senderName;
    line.ts = row.ts;
    line.type = row.type;
    line.threadRoot = row.threadRoot;
    line.readers = row.readers;
    line.kind = TimelineItem::Kind::State;
    line.text = RunText::cover(hidingOf(row));
    line.isCover = true;
    line.runSize = 1;
    row = line;
}

TimelineItem TimelineReducer::folded(TimelineItem row)
{
    const EventId name = TimelineRows::nameOf(row);
    if (hidingOf(row).way == Hiding::Way::Covered && row.kind != TimelineItem::Kind::Redacted) {
        cover(row);
        return row;
    }
    if (m_relations.isAnyOf(name)) {
        m_bare.insert(name, row);
        m_relations.fold(row, m_rows);
    }
    if (row.thread && m_relations.hiding() && m_relations.hiding()(row.thread->sender).isHidden()) {
        auto thread = std::make_shared<ThreadSummary>(*row.thread);
        thread->text = RunText::hidden();
        row.thread = thread;
    }
    if (row.reply)
        row.reply = answered(row.reply->event);
    if (row.kind == TimelineItem::Kind::Encrypted) {
        row.isKeyAwaited = m_awaited.contains(row.event);
        row.text = m_rows.whyUnreadable(row); // it may have been made when things stood otherwise
    }
    return row;
}

// What is known of an event that is answered.
std::shared_ptr<const RepliedTo> TimelineReducer::answered(const EventId &event) const
{
    if (const int at = m_list.rowOfName(event); at >= 0)
        return TimelineRows::quote(m_list.at(at));
    const auto offstage = m_offstage.constFind(event);
    if (offstage == m_offstage.cend()) {
        auto unknown = std::make_shared<RepliedTo>();
        unknown->event = event;
        return unknown;
    }
    TimelineItem row = *offstage;
    if (hidingOf(row).isHidden()) {
        auto hidden = std::make_shared<RepliedTo>();
        hidden->event = event;
        hidden->isKnown = true;
        hidden->sender = row.sender;
        hidden->senderName = row.senderName;
        hidden->text = RunText::hidden();
        return hidden;
    }
    m_relations.fold(row, m_rows);
    return TimelineRows::quote(row);
}

void TimelineReducer::refresh(const QSet<EventId> &events, TimelineDiff &diff)
{
    for (const EventId &event : events) {
        if (event.isEmpty())
            continue;
        if (const int at = m_list.rowOfName(event); at >= 0) {
            TimelineItem row = m_bare.value(event, m_list.at(at));
            row.key = m_list.at(at).key;
            m_list.update(at, folded(row), diff);
        }
        refreshReplies(event, diff);
    }
}

// The rows that answer an event quote it as it is now.
void TimelineReducer::refreshReplies(const EventId &event, TimelineDiff &diff)
{
    const auto refreshAt = [&](int at) {
        if (at < 0 || !m_list.at(at).reply || m_list.at(at).reply->event != event)
            return;
        TimelineItem row = m_list.at(at);
        row.reply = answered(event);
        m_list.update(at, row, diff);
    };
    const auto replies = m_replies.constFind(event);
    if (replies != m_replies.cend()) {
        for (const EventId &reply : *replies)
            refreshAt(m_list.historyRowOf(reply));
    }
    for (int i = m_list.historyCount(); i < m_list.count(); ++i)
        refreshAt(i);
}

void TimelineReducer::placeReaders(QSet<UserId> users, TimelineDiff &diff)
{
    QMap<int, QList<RoomReader>> changed;
    const auto readersAt = [&](int at) -> QList<RoomReader> & {
        auto it = changed.find(at);
        return it != changed.end() ? *it : *changed.insert(at, m_list.at(at).readers);
    };
    for (const UserId &user : std::as_const(users)) {
        if (const EventId before = m_readAt.take(user); !before.isEmpty()) {
            if (const int at = m_list.historyRowAt(m_list.seqOf(before)); at >= 0)
                readersAt(at).removeIf([&user](const RoomReader &reader) { return reader.user == user; });
        }
        m_unplaced.remove(user);
        const auto place = m_readers.placeOf(user);
        if (!place || (m_relations.hiding() && m_relations.hiding()(user).isHidden()))
            continue;
        const int at = m_list.historyRowAt(place->seq);
        if (at < 0) {
            m_unplaced.insert(user);
        } else if (m_list.at(at).sender != user) {
            readersAt(at).append(place->reader);
            m_readAt.insert(user, m_list.at(at).event);
        }
    }
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        std::sort(it->begin(), it->end(), [](const RoomReader &a, const RoomReader &b) {
            return std::tie(b.ts, a.user) < std::tie(a.ts, b.user);
        });
        m_list.setReaders(it.key(), *it, diff);
    }
}

}
