// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/stateruns.h"

#include "session/runtext.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

/// A row's own key belongs to the line of the run that it has begun.
QString keyInRun(const QString &key)
{
    return QStringLiteral("in ") + key;
}

void takeFlags(TimelineItem &row, const TimelineItem &from)
{
    row.startsDay = row.startsDay || from.startsDay;
    row.startsUnread = row.startsUnread || from.startsUnread;
    row.startsGroup = row.startsGroup || from.startsGroup;
}

}

TimelineDiff StateRuns::take(const TimelineDiff &change)
{
    if (change.isEmpty())
        return {};
    for (const auto &step : change.steps) {
        if (std::holds_alternative<TimelineDiff::Reset>(step)) {
            m_open.clear();
            m_shown.clear();
            m_blocks = {Block{int(m_rows.size()), 0, true, {}}};
            m_count = int(m_rows.size());
            settle();
            return {{TimelineDiff::Reset{m_shown}}};
        }
        if (const auto *inserted = std::get_if<TimelineDiff::Insert>(&step))
            insert(inserted->at, int(inserted->items.size()));
        else if (const auto *removed = std::get_if<TimelineDiff::Remove>(&step))
            remove(removed->at, removed->count);
        else if (const auto *updated = std::get_if<TimelineDiff::Update>(&step))
            m_blocks[placeOf(updated->at).block].isDirty = true;
    }
    return settle();
}

TimelineDiff StateRuns::setOptions(const Options &options)
{
    if (m_options == options)
        return {};
    m_options = options;
    for (Block &block : m_blocks)
        block.isDirty = true;
    return settle();
}

TimelineDiff StateRuns::setOpen(const QString &key, bool isOpen)
{
    const auto run = std::find_if(m_blocks.begin(), m_blocks.end(), [&key](const Block &block) {
        return !key.isEmpty() && block.key == key && block.rows > 1;
    });
    if (run == m_blocks.end() || m_open.contains(key) == isOpen)
        return {};
    if (isOpen)
        m_open.insert(key);
    else
        m_open.remove(key);
    run->isDirty = true;
    return settle();
}

int StateRuns::rowOf(const EventId &event) const
{
    if (event.isEmpty())
        return -1;
    int row = int(m_rows.size()) - 1;
    while (row >= 0 && m_rows.at(row).event != event)
        --row;
    if (row < 0)
        return -1;
    const Place place = placeOf(row);
    int shown = 0;
    for (qsizetype i = 0; i < place.block; ++i)
        shown += m_blocks.at(i).shown;
    const Block &block = m_blocks.at(place.block);
    for (int i = shown; i < shown + block.shown; ++i) {
        if (m_shown.at(i).event == event && (m_shown.at(i).isInRun || block.shown == 1))
            return i;
    }
    return qMin(shown, int(m_shown.size()) - 1);
}

StateRuns::Place StateRuns::placeOf(int row) const
{
    if (row < m_count / 2) {
        int first = 0;
        for (qsizetype i = 0; i < m_blocks.size(); first += m_blocks.at(i++).rows) {
            if (row < first + m_blocks.at(i).rows)
                return {i, first};
        }
    }
    int first = m_count;
    for (qsizetype i = m_blocks.size() - 1; i >= 0; --i) {
        first -= m_blocks.at(i).rows;
        if (row >= first && m_blocks.at(i).rows > 0)
            return {i, first};
    }
    return {};
}

void StateRuns::insert(int at, int count)
{
    const Place place = at < m_count ? placeOf(at) : Place{m_blocks.size(), m_count};
    if (place.first == at) {
        m_blocks.insert(place.block, Block{count, 0, true, {}});
    } else {
        m_blocks[place.block].rows += count;
        m_blocks[place.block].isDirty = true;
    }
    m_count += count;
}

void StateRuns::remove(int at, int count)
{
    for (int i = 0; i < count; ++i) {
        Block &block = m_blocks[placeOf(at).block];
        --block.rows;
        --m_count;
        block.isDirty = true;
    }
}

/// Makes what has changed anew, and its neighbours, which it may join; long runs by themselves.
TimelineDiff StateRuns::settle()
{
    TimelineDiff diff;
    int row = 0;
    int shown = 0;
    for (qsizetype i = 0; i < m_blocks.size(); ++i) {
        const bool mayJoinNext = i + 1 < m_blocks.size() && !m_blocks.at(i).isFull() &&
                                 !m_blocks.at(i + 1).isFull() && m_blocks.at(i + 1).isDirty;
        if (!m_blocks.at(i).isDirty && !mayJoinNext) {
            row += m_blocks.at(i).rows;
            shown += m_blocks.at(i).shown;
            continue;
        }
        qsizetype end = i + 1;
        while (!m_blocks.at(i).isFull() && end < m_blocks.size() && !m_blocks.at(end).isFull() &&
               (m_blocks.at(end).isDirty || m_blocks.at(end - 1).isDirty))
            ++end;
        const qsizetype after = m_blocks.size() - end;
        makeAnew(i, end - i, row, shown, diff);
        for (; i < m_blocks.size() - after; ++i) {
            row += m_blocks.at(i).rows;
            shown += m_blocks.at(i).shown;
        }
        --i;
    }
    return diff;
}

void StateRuns::makeAnew(qsizetype block, qsizetype count, int row, int shownAt, TimelineDiff &diff)
{
    int end = row;
    int shownCount = 0;
    QSet<QString> known;
    for (qsizetype i = block; i < block + count; ++i) {
        end += m_blocks.at(i).rows;
        shownCount += m_blocks.at(i).shown;
        if (!m_blocks.at(i).key.isEmpty())
            known.insert(m_blocks.at(i).key);
    }
    QList<Block> blocks;
    QList<TimelineItem> rows;
    while (row < end) {
        int visible = row;
        const int next = endOfBlock(row, end, &visible);
        addBlock(row, visible, next, known, blocks, rows);
        row = next;
    }
    if (blocks.size() == count) {
        std::copy(blocks.cbegin(), blocks.cend(), m_blocks.begin() + block);
    } else {
        m_blocks.remove(block, count);
        m_blocks.insert(block, blocks.size(), Block());
        std::copy(blocks.cbegin(), blocks.cend(), m_blocks.begin() + block);
    }
    replace(shownAt, shownCount, rows, diff);
}

bool StateRuns::isHidden(const TimelineItem &row) const
{
    return row.member && row.member->isOfProfile() && !m_options.areProfilesShown;
}

bool StateRuns::isFoldable(const TimelineItem &row) const
{
    return row.member && row.kind == TimelineItem::Kind::State && m_options.isFolded;
}

/// `visible`: the first row of the block that is shown; `end` if there is none.
int StateRuns::endOfBlock(int first, int end, int *visible) const
{
    int row = first;
    while (row < end && isHidden(m_rows.at(row)))
        ++row;
    *visible = row;
    if (row == end)
        return end;
    const bool isRun = isFoldable(m_rows.at(row));
    ++row;
    while (isRun && row < end && row - first < LongestRun &&
           (isFoldable(m_rows.at(row)) || isHidden(m_rows.at(row))) && !m_rows.at(row).startsDay &&
           !m_rows.at(row).startsUnread)
        ++row;
    return row;
}

void StateRuns::addBlock(int first, int visible, int end, const QSet<QString> &known, QList<Block> &blocks,
                         QList<TimelineItem> &shown) const
{
    Block block{end - first, 0, false, {}};
    if (visible == end) {
        blocks.append(block);
        return;
    }
    QList<int> members;
    for (int row = visible; row < end; ++row) {
        if (!isHidden(m_rows.at(row)))
            members.append(row);
    }
    TimelineItem line = members.size() == 1 ? m_rows.at(visible) : lineOf(members);
    for (int row = first; row <= visible; ++row)
        takeFlags(line, m_rows.at(row)); // also of those that are not shown
    if (isFoldable(m_rows.at(visible))) {
        const auto founder = std::find_if(members.cbegin(), members.cend(),
                                          [&](int row) { return known.contains(m_rows.at(row).key); });
        block.key = m_rows.at(founder == members.cend() ? members.first() : *founder).key;
        line.key = block.key;
    }
    line.isRunOpen = members.size() > 1 && m_open.contains(line.key);
    shown.append(line);
    block.shown = 1;
    for (const int row : std::as_const(members)) {
        if (!line.isRunOpen)
            break;
        TimelineItem member = m_rows.at(row);
        member.key = keyInRun(member.key);
        member.isInRun = true;
        member.startsDay = member.startsUnread = false;
        member.readers.clear(); // they stand at the line
        shown.append(member);
        ++block.shown;
    }
    blocks.append(block);
}

TimelineItem StateRuns::lineOf(const QList<int> &members) const
{
    TimelineItem line = m_rows.at(members.last());
    QList<const MemberChange *> changes;
    line.readers.clear();
    for (const int row : members) {
        const TimelineItem &member = m_rows.at(row);
        changes.append(member.member.get());
        line.readers += member.readers;
        line.isOwn = line.isOwn && member.isOwn;
    }
    std::sort(line.readers.begin(), line.readers.end(), [](const RoomReader &a, const RoomReader &b) {
        return std::tie(b.ts, a.user) < std::tie(a.ts, b.user);
    });
    line.text = RunText::of(changes);
    line.member.reset();
    line.runSize = int(members.size());
    line.startsDay = line.startsUnread = line.startsGroup = false;
    return line;
}

/// Puts `rows` in the place of shown ones; what is in both stays.
void StateRuns::replace(int at, int count, const QList<TimelineItem> &rows, TimelineDiff &diff)
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(rows.at(i).key, i);
    QList<bool> stays;
    qsizetype last = -1;
    for (int i = at; i < at + count; ++i) {
        const qsizetype place = places.value(m_shown.at(i).key, -1);
        stays.append(place > last);
        last = std::max(last, place);
    }
    for (int i = count - 1; i >= 0; --i) {
        int first = i;
        while (first >= 0 && !stays.at(first))
            --first;
        if (first == i)
            continue;
        diff.steps << TimelineDiff::Remove{at + first + 1, i - first};
        m_shown.remove(at + first + 1, i - first);
        stays.remove(first + 1, i - first);
        i = first + 1;
    }
    qsizetype kept = 0;
    for (qsizetype i = 0; i < rows.size();) {
        const int here = at + int(i);
        if (kept < stays.size() && m_shown.at(here).key == rows.at(i).key) {
            if (!(m_shown.at(here) == rows.at(i))) {
                m_shown[here] = rows.at(i);
                diff.steps << TimelineDiff::Update{here, rows.at(i)};
            }
            ++kept;
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        while (end < rows.size() && (kept == stays.size() || m_shown.at(here).key != rows.at(end).key))
            ++end;
        const QList<TimelineItem> added = rows.mid(i, end - i);
        m_shown.insert(here, added.size(), TimelineItem());
        std::copy(added.cbegin(), added.cend(), m_shown.begin() + here);
        diff.steps << TimelineDiff::Insert{here, added};
        i = end;
    }
}

}
