// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinereducer.h"

#include "matrix/messagetext.h"

#include <QDateTime>
#include <QMap>

#include <algorithm>

namespace linnet {

namespace {

/// Rows that may stand under one name line.
int groupClass(TimelineItem::Kind kind)
{
    switch (kind) {
    case TimelineItem::Kind::State:
        return 1;
    case TimelineItem::Kind::Emote:
        return 2;
    default:
        return 0;
    }
}

}

TimelineReducer::TimelineReducer(UserId self, QTimeZone zone)
    : m_self(self), m_zone(std::move(zone)), m_rows(self), m_readers(self)
{
}

TimelineDiff TimelineReducer::reset(const HistoryWindow &window, const QList<OutboxItem> &outbox,
                                    const EventId &readMarker)
{
    TimelineReducer fresh(m_self, m_zone);
    fresh.m_rows = m_rows;
    *this = std::move(fresh);
    m_readMarker = readMarker;
    takeEdits(window.edits);
    const QList<StoredEvent> events = takeNew(window.events);
    m_items = rowsOf(events);
    m_historyCount = int(m_items.size());
    findUnread(events, m_items);
    for (const OutboxItem &item : outbox) {
        if (m_echoed.contains(item.txn) || m_known.contains(item.sentAs))
            continue;
        if (auto row = m_rows.of(item))
            m_items << *row;
    }
    for (int i = 0; i < m_items.size(); ++i)
        setFlags(i);
    read(window.readers);
    return {{TimelineDiff::Reset{m_items}}};
}

TimelineDiff TimelineReducer::prepend(const QList<StoredEvent> &older)
{
    TimelineDiff diff;
    const QList<StoredEvent> fresh = takeNew(older);
    for (const StoredEvent &stored : fresh)
        refreshEdited(m_editTargets.value(stored.event.id), diff);
    const QList<TimelineItem> rows = rowsOf(fresh);
    const QString unreadBefore = m_unreadKey;
    findUnread(fresh, rows);
    m_historyCount += int(rows.size());
    insert(0, rows, diff);
    if (m_unreadKey != unreadBefore)
        refreshFlags(indexOf(m_unreadKey), diff);
    placeReaders(m_unplaced + m_readers.takeMoved(), diff);
    return diff;
}

TimelineDiff TimelineReducer::append(const QList<StoredEvent> &newer)
{
    TimelineDiff diff;
    QList<TimelineItem> pending;
    const auto flush = [&] {
        const int at = m_historyCount;
        m_historyCount += int(pending.size());
        insert(at, std::exchange(pending, {}), diff);
    };
    const QList<StoredEvent> fresh = takeNew(newer);
    for (const StoredEvent &stored : fresh) {
        refreshEdited(m_editTargets.value(stored.event.id), diff);
        const auto row = rowOf(stored);
        const int echo = echoOf(stored.event);
        if (echo >= 0) {
            flush();
            // Flushing has moved it.
            const int at = echoOf(stored.event);
            if (row)
                appendEcho(at, withEdits(*row), diff);
            else
                remove(at, diff);
        } else if (row) {
            pending << withEdits(*row);
        }
        if (!stored.event.transactionId.isEmpty())
            m_echoed.insert(stored.event.transactionId);
    }
    flush();
    placeReaders(m_readers.takeMoved(), diff);
    return diff;
}

void TimelineReducer::appendEcho(int echo, TimelineItem row, TimelineDiff &diff)
{
    row.key = m_items.at(echo).key;
    if (echo != m_historyCount) {
        remove(echo, diff);
        insert(m_historyCount++, {row}, diff);
        return;
    }
    ++m_historyCount;
    update(echo, row, diff);
}

TimelineDiff TimelineReducer::change(const QList<StoredEvent> &events)
{
    TimelineDiff diff;
    for (const StoredEvent &stored : events) {
        if (stored.event.isRedacted && m_editTargets.contains(stored.event.id)) {
            dropEdit(stored.event.id, diff);
            continue;
        }
        const int at = historyRowOf(stored.event.id);
        if (at < 0)
            continue;
        m_originals.remove(stored.event.id);
        if (auto row = rowOf(stored)) {
            *row = withEdits(*row);
            row->key = m_items.at(at).key;
            update(at, *row, diff);
        } else {
            QSet<UserId> users;
            for (const RoomReader &reader : m_items.at(at).readers)
                users << reader.user;
            --m_historyCount;
            remove(at, diff);
            placeReaders(users, diff);
        }
    }
    return diff;
}

TimelineDiff TimelineReducer::read(const QList<RoomReader> &readers)
{
    TimelineDiff diff;
    for (const RoomReader &reader : readers)
        m_readers.read(reader, m_known.value(reader.event));
    placeReaders(m_readers.takeMoved(), diff);
    return diff;
}

TimelineDiff TimelineReducer::putOutbox(const OutboxItem &item)
{
    TimelineDiff diff;
    if (m_echoed.contains(item.txn) || m_known.contains(item.sentAs))
        return removeOutbox(item.txn);
    const auto row = m_rows.of(item);
    if (!row)
        return diff;
    const int at = outboxRowOf(item.txn);
    if (at < 0)
        insert(int(m_items.size()), {*row}, diff);
    else
        update(at, *row, diff);
    return diff;
}

TimelineDiff TimelineReducer::removeOutbox(const TxnId &txn)
{
    TimelineDiff diff;
    if (const int at = outboxRowOf(txn); at >= 0)
        remove(at, diff);
    return diff;
}

int TimelineReducer::indexOf(const QString &key) const
{
    for (int i = int(m_items.size()) - 1; i >= 0; --i) {
        if (m_items.at(i).key == key)
            return i;
    }
    return -1;
}

// Which of a page's events are new here; their edits are known afterwards.
QList<StoredEvent> TimelineReducer::takeNew(const QList<StoredEvent> &page)
{
    QList<StoredEvent> fresh;
    for (const StoredEvent &stored : page) {
        if (m_known.contains(stored.event.id))
            continue;
        m_known.insert(stored.event.id, stored.seq);
        takeEdit(stored.event);
        m_readers.add(stored);
        fresh << stored;
    }
    return fresh;
}

QList<TimelineItem> TimelineReducer::rowsOf(const QList<StoredEvent> &page)
{
    QList<TimelineItem> rows;
    for (const StoredEvent &stored : page) {
        if (!stored.event.transactionId.isEmpty())
            m_echoed.insert(stored.event.transactionId);
        if (auto row = rowOf(stored))
            rows << withEdits(*row);
    }
    return rows;
}

std::optional<TimelineItem> TimelineReducer::rowOf(const StoredEvent &stored) const
{
    return m_editTargets.contains(stored.event.id) ? std::nullopt : m_rows.of(stored);
}

void TimelineReducer::takeEdits(const QList<Event> &edits)
{
    for (const Event &edit : edits)
        takeEdit(edit);
}

bool TimelineReducer::takeEdit(const Event &event)
{
    const auto edit = readMessageEdit(event);
    if (!edit)
        return false;
    m_editTargets.insert(event.id, edit->target);
    if (!edit->content.isEmpty())
        m_edits[edit->target] << Edit{event.id, event.sender, event.ts, edit->content};
    return true;
}

void TimelineReducer::dropEdit(const EventId &edit, TimelineDiff &diff)
{
    const EventId target = m_editTargets.value(edit);
    m_edits[target].removeIf([&](const Edit &other) { return other.id == edit; });
    refreshEdited(target, diff);
}

// `row` as it is without any edit.
TimelineItem TimelineReducer::withEdits(TimelineItem row)
{
    const auto edits = m_edits.constFind(row.event);
    if (edits == m_edits.constEnd() || row.type != QLatin1String("m.room.message") ||
        row.kind == TimelineItem::Kind::Redacted)
        return row;
    m_originals.insert(row.event, row);
    const Edit *newest = nullptr;
    for (const Edit &edit : *edits) {
        const bool isNewer =
            !newest || edit.ts > newest->ts || (edit.ts == newest->ts && newest->id < edit.id);
        if (edit.sender == row.sender && isNewer)
            newest = &edit;
    }
    if (newest)
        m_rows.showMessage(row, newest->content);
    return row;
}

void TimelineReducer::refreshEdited(const EventId &target, TimelineDiff &diff)
{
    const int at = target.isEmpty() ? -1 : historyRowOf(target);
    if (at < 0)
        return;
    TimelineItem row = m_originals.value(target, m_items.at(at));
    row.key = m_items.at(at).key;
    update(at, withEdits(row), diff);
}

// The line "new messages" belongs to when the room was opened, so it is looked for only until the page with
// the read marker is there, and it never moves afterwards.
void TimelineReducer::findUnread(const QList<StoredEvent> &page, const QList<TimelineItem> &rows)
{
    if (m_isUnreadFound || m_readMarker.isEmpty())
        return;
    qsizetype next = 0;
    for (const StoredEvent &stored : page) {
        const bool isRow = next < rows.size() && rows.at(next).event == stored.event.id;
        if (isRow && m_isUnreadFound && !rows.at(next).isOwn) {
            m_unreadKey = rows.at(next).key;
            return;
        }
        next += isRow ? 1 : 0;
        m_isUnreadFound = m_isUnreadFound || stored.event.id == m_readMarker;
    }
    if (!m_isUnreadFound)
        return;
    const auto end = m_items.cbegin() + m_historyCount;
    const auto other =
        std::find_if(m_items.cbegin(), end, [](const TimelineItem &row) { return !row.isOwn; });
    // At reset the rows of the page are the items, and there is nothing behind them.
    if (other != end && (rows.isEmpty() || rows.constFirst().key != m_items.constFirst().key))
        m_unreadKey = other->key;
}

int TimelineReducer::echoOf(const Event &event) const
{
    for (int i = m_historyCount; i < m_items.size(); ++i) {
        const TimelineItem &row = m_items.at(i);
        if (row.event == event.id ||
            (!event.transactionId.isEmpty() && row.key == event.transactionId.toString()))
            return i;
    }
    return -1;
}

int TimelineReducer::outboxRowOf(const TxnId &txn) const
{
    for (int i = m_historyCount; i < m_items.size(); ++i) {
        if (m_items.at(i).key == txn.toString())
            return i;
    }
    return -1;
}

int TimelineReducer::historyRowOf(const EventId &event) const
{
    for (int i = m_historyCount - 1; i >= 0; --i) {
        if (m_items.at(i).event == event)
            return i;
    }
    return -1;
}

// The last history row that is no newer; -1 if there is none. History rows are in the order of their seqs.
int TimelineReducer::historyRowAt(Seq seq) const
{
    const auto begin = m_items.cbegin();
    const auto after =
        std::upper_bound(begin, begin + m_historyCount, seq, [this](Seq value, const TimelineItem &row) {
            return value < m_known.value(row.event);
        });
    return int(after - begin) - 1;
}

void TimelineReducer::placeReaders(QSet<UserId> users, TimelineDiff &diff)
{
    QMap<int, QList<RoomReader>> changed;
    const auto readersAt = [&](int at) -> QList<RoomReader> & {
        auto it = changed.find(at);
        return it != changed.end() ? *it : *changed.insert(at, m_items.at(at).readers);
    };
    for (const UserId &user : std::as_const(users)) {
        if (const EventId before = m_readAt.take(user); !before.isEmpty()) {
            if (const int at = historyRowAt(m_known.value(before)); at >= 0)
                readersAt(at).removeIf([&user](const RoomReader &reader) { return reader.user == user; });
        }
        m_unplaced.remove(user);
        const auto place = m_readers.placeOf(user);
        if (!place)
            continue;
        const int at = historyRowAt(place->seq);
        if (at < 0) {
            m_unplaced.insert(user);
        } else if (m_items.at(at).sender != user) {
            readersAt(at).append(place->reader);
            m_readAt.insert(user, m_items.at(at).event);
        }
    }
    for (auto it = changed.begin(); it != changed.end(); ++it) {
        std::sort(it->begin(), it->end(), [](const RoomReader &a, const RoomReader &b) {
            return std::tie(b.ts, a.user) < std::tie(a.ts, b.user);
        });
        TimelineItem &row = m_items[it.key()];
        if (row.readers == *it)
            continue;
        row.readers = *it;
        diff.steps << TimelineDiff::Update{it.key(), row};
    }
}

void TimelineReducer::insert(int at, const QList<TimelineItem> &rows, TimelineDiff &diff)
{
    if (rows.isEmpty())
        return;
    m_items.insert(at, rows.size(), TimelineItem());
    std::copy(rows.cbegin(), rows.cend(), m_items.begin() + at);
    const int end = at + int(rows.size());
    for (int i = at; i < end; ++i)
        setFlags(i);
    diff.steps << TimelineDiff::Insert{at, m_items.mid(at, rows.size())};
    refreshFlags(end, diff);
}

void TimelineReducer::remove(int at, TimelineDiff &diff)
{
    m_items.removeAt(at);
    diff.steps << TimelineDiff::Remove{at, 1};
    refreshFlags(at, diff);
}

void TimelineReducer::update(int at, TimelineItem row, TimelineDiff &diff)
{
    row.readers = m_items.at(at).readers;
    std::swap(m_items[at], row);
    setFlags(at);
    if (!(m_items.at(at) == row))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
    refreshFlags(at + 1, diff);
}

void TimelineReducer::refreshFlags(int at, TimelineDiff &diff)
{
    if (at < 0 || at >= m_items.size())
        return;
    const TimelineItem before = m_items.at(at);
    setFlags(at);
    if (!(m_items.at(at) == before))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
}

void TimelineReducer::setFlags(int at)
{
    TimelineItem &row = m_items[at];
    row.startsUnread = !m_unreadKey.isEmpty() && row.key == m_unreadKey;
    if (at == 0) {
        row.startsDay = true;
        row.startsGroup = true;
        return;
    }
    const TimelineItem &above = m_items.at(at - 1);
    const auto day = [this](qint64 ts) { return QDateTime::fromMSecsSinceEpoch(ts, m_zone).date(); };
    row.startsDay = day(row.ts) != day(above.ts);
    row.startsGroup = row.startsDay || row.startsUnread || row.sender != above.sender ||
                      groupClass(row.kind) != groupClass(above.kind) ||
                      std::abs(row.ts - above.ts) > GroupTime;
}

}
