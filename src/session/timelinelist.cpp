// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timelinelist.h"

#include <QDateTime>

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

int TimelineList::indexOf(const QString &key) const
{
    for (int i = count() - 1; i >= 0; --i) {
        if (m_items.at(i).key == key)
            return i;
    }
    return -1;
}

int TimelineList::echoOf(const Event &event) const
{
    for (int i = m_historyCount; i < count(); ++i) {
        const TimelineItem &row = m_items.at(i);
        if (row.event == event.id ||
            (!event.transactionId.isEmpty() && row.key == event.transactionId.toString()))
            return i;
    }
    return -1;
}

int TimelineList::outboxRowOf(const TxnId &txn) const
{
    for (int i = m_historyCount; i < count(); ++i) {
        if (m_items.at(i).key == txn.toString())
            return i;
    }
    return -1;
}

int TimelineList::historyRowOf(const EventId &event) const
{
    const auto seq = m_seqs.constFind(event);
    if (seq == m_seqs.cend())
        return -1;
    for (int i = historyRowAt(*seq); i >= 0 && m_seqs.value(m_items.at(i).event) == *seq; --i) {
        if (m_items.at(i).event == event)
            return i;
    }
    return -1;
}

int TimelineList::rowOfName(const EventId &name) const
{
    const int at = historyRowOf(name);
    return at >= 0 ? at : outboxRowOf(TxnId(name.toString()));
}

// The last history row that is no newer; -1 if there is none. History rows are in the order of their seqs.
int TimelineList::historyRowAt(Seq seq) const
{
    const auto begin = m_items.cbegin();
    const auto after =
        std::upper_bound(begin, begin + m_historyCount, seq, [this](Seq value, const TimelineItem &row) {
            return value < m_seqs.value(row.event);
        });
    return int(after - begin) - 1;
}

void TimelineList::insert(int at, const QList<TimelineItem> &rows, TimelineDiff &diff)
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

void TimelineList::remove(int at, TimelineDiff &diff)
{
    m_items.removeAt(at);
    diff.steps << TimelineDiff::Remove{at, 1};
    refreshFlags(at, diff);
}

void TimelineList::removeOldest(int count, TimelineDiff &diff)
{
    const Seq first = seqOf(m_items.at(count).event);
    m_seqs.removeIf([first](QHash<EventId, Seq>::iterator known) { return *known < first; });
    m_items.remove(0, count);
    m_historyCount -= count;
    diff.steps << TimelineDiff::Remove{0, count};
    refreshFlags(0, diff);
}

void TimelineList::update(int at, TimelineItem row, TimelineDiff &diff)
{
    row.readers = m_items.at(at).readers;
    std::swap(m_items[at], row);
    setFlags(at);
    if (!(m_items.at(at) == row))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
    refreshFlags(at + 1, diff);
}

void TimelineList::setReaders(int at, const QList<RoomReader> &readers, TimelineDiff &diff)
{
    TimelineItem &row = m_items[at];
    if (row.readers == readers)
        return;
    row.readers = readers;
    diff.steps << TimelineDiff::Update{at, row};
}

void TimelineList::refreshFlags(int at, TimelineDiff &diff)
{
    if (at < 0 || at >= m_items.size())
        return;
    const TimelineItem before = m_items.at(at);
    setFlags(at);
    if (!(m_items.at(at) == before))
        diff.steps << TimelineDiff::Update{at, m_items.at(at)};
}

void TimelineList::setFlags(int at)
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
