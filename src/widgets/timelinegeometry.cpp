// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinegeometry.h"

#include "models/timelinemodel.h"

#include <limits>

namespace linnet {

void TimelineGeometry::setStyle(const RowStyle &style)
{
    m_style = style;
    m_cache.clear();
    fitCache();
    m_heights.setAllStale();
    m_guessed = 0;
    guessMore();
    m_hasNewWidth = true;
    m_isResolved = false;
}

bool TimelineGeometry::prepare()
{
    if (!m_isResolved)
        return false;
    if (const int row = nearestWithoutLayout(); row >= 0)
        measure(row);
    else if (m_guessed < count())
        guessMore();
    else
        return false;
    return true;
}

int TimelineGeometry::nearestWithoutLayout() const
{
    const auto hasNone = [this](int row) { return !m_cache.contains(m_model->item(row).key); };
    bool isAbove = m_first > 0;
    bool isBelow = m_first >= 0 && m_last + 1 < count();
    for (int above = m_first - 1, below = m_last + 1; isAbove || isBelow; --above, ++below) {
        if (isAbove && hasNone(above))
            return above;
        if (isBelow && hasNone(below))
            return below;
        isAbove = isAbove && above > 0 && m_heights.offset(m_first) - m_heights.offset(above) < m_viewport;
        isBelow = isBelow && below + 1 < count() &&
                  m_heights.offset(below + 1) - m_heights.offset(m_last + 1) < m_viewport;
    }
    return -1;
}

void TimelineGeometry::guessMore()
{
    static constexpr int AtOnce = 4000;
    m_heights.guess(m_guessed, AtOnce, [this](int row) { return m_style.guessHeight(m_model->item(row)); });
    m_guessed = qMin(m_guessed + AtOnce, count());
}

void TimelineGeometry::setViewportHeight(int height)
{
    if (m_viewport == height)
        return;
    m_viewport = height;
    fitCache();
    m_isResolved = false;
}

void TimelineGeometry::fitCache()
{
    const int leastRow = m_style.secondHeight + 2 * m_style.bottomPadding();
    m_cache.setCapacity(qMax(120, 4 * m_viewport / qMax(1, leastRow)));
}

void TimelineGeometry::setHeaderHeight(int height)
{
    if (m_header == height)
        return;
    m_header = height;
    m_isResolved = false;
}

void TimelineGeometry::setModel(const TimelineModel *model)
{
    m_model = model;
    m_heights.clear();
    m_guessed = 0;
    m_cache.clear();
    m_isAtEnd = true;
    m_row = 0;
    m_offset = 0;
    m_lead = -1;
    m_first = m_last = -1;
    m_isResolved = false;
    if (model && model->rowCount() > 0)
        rowsInserted(0, model->rowCount() - 1);
}

void TimelineGeometry::rowsInserted(int first, int last)
{
    const int added = last - first + 1;
    std::vector<int> guesses;
    guesses.reserve(size_t(added));
    for (int row = first; row <= last; ++row)
        guesses.push_back(m_style.guessHeight(m_model->item(row)));
    if (m_heights.count() > 0) {
        if (first <= m_row)
            m_row += added;
        // Who was at the end of what was here stays there.
        m_isAtEnd = m_isAtEnd && !m_isBehind;
    }
    if (first <= m_guessed)
        m_guessed += added;
    m_heights.insert(first, guesses);
    m_isResolved = false;
}

void TimelineGeometry::rowsAboutToBeRemoved(int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_cache.forget(m_model->item(row).key);
}

void TimelineGeometry::rowsRemoved(int first, int last)
{
    if (m_row > last) {
        m_row -= last - first + 1;
    } else if (m_row >= first) {
        // What comes behind stays where it is, if it is there to be seen.
        const qint64 next = m_heights.offset(last + 1) - m_heights.offset(m_row) - m_offset;
        m_offset = next < m_viewport ? int(-next) : 0;
        m_row = first;
        m_lead = m_part = -1;
    }
    m_guessed -= qBound(0, m_guessed - first, last - first + 1);
    m_heights.remove(first, last - first + 1);
    if (m_row > 0 && m_row == count())
        m_offset += m_heights.height(--m_row);
    m_isResolved = false;
}

void TimelineGeometry::rowsChanged(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        m_cache.forget(m_model->item(row).key);
        m_heights.setStale(row);
    }
    m_isResolved = false;
}

void TimelineGeometry::expand(int row)
{
    m_cache.expand(m_model->item(row).key);
    m_heights.setStale(row);
    // What the reader opened grows downwards, even at the bottom.
    m_isAtEnd = false;
    m_isResolved = false;
}

void TimelineGeometry::layOutAgain(const std::function<bool(const RowLayout &)> &isStale)
{
    m_cache.forgetIf([&isStale](const QString &, const RowLayout &row) { return isStale(row); });
    m_isResolved = false;
}

bool TimelineGeometry::layOutUnseen(const std::function<bool(const RowLayout &)> &isStale)
{
    bool isAnySeen = false;
    m_cache.forgetIf([&](const QString &key, const RowLayout &layout) {
        if (!isStale(layout))
            return false;
        const int row = m_model->rowOf(key);
        const bool isSeen = row >= m_first && row <= m_last;
        isAnySeen = isAnySeen || isSeen;
        return !isSeen;
    });
    return !isAnySeen;
}

void TimelineGeometry::reveal(int row, const QString &spoiler)
{
    m_cache.reveal(m_model->item(row).key, spoiler);
}

TimelineAnchor TimelineGeometry::anchor() const
{
    if (isFollowing() || m_row >= m_heights.count())
        return {};
    return {m_model->item(m_row).key, m_offset};
}

bool TimelineGeometry::setAnchor(const TimelineAnchor &anchor)
{
    const int row = m_model && !anchor.key.isEmpty() ? m_model->rowOf(anchor.key) : -1;
    m_isResolved = false;
    m_isAtEnd = row < 0;
    if (row < 0)
        return false;
    m_row = row;
    m_offset = anchor.offset;
    m_lead = -1;
    return true;
}

void TimelineGeometry::follow()
{
    m_isAtEnd = true;
    m_isResolved = false;
}

void TimelineGeometry::stay()
{
    m_isAtEnd = false;
    m_isResolved = false;
}

void TimelineGeometry::scrollBy(qint64 pixels)
{
    if (count() == 0 || pixels == 0)
        return;
    if (!m_isResolved)
        resolve();
    static constexpr int ExactScreens = 8;
    if (qAbs(pixels) > qint64(ExactScreens) * qMax(1, m_viewport)) {
        scrollTo(top() + pixels);
        return;
    }
    m_isAtEnd = false;
    m_offset += int(pixels);
    m_lead = -1;
    resolve();
}

void TimelineGeometry::scrollTo(qint64 newTop)
{
    if (count() == 0)
        return;
    m_isAtEnd = newTop >= contentHeight() - m_viewport;
    m_row = m_heights.rowAt(newTop - m_header);
    m_offset = int(newTop - m_header - m_heights.offset(m_row));
    m_lead = -1;
    resolve();
}

void TimelineGeometry::showRow(int row, Where where)
{
    if (row < 0 || row >= count())
        return;
    if (!m_isResolved)
        resolve();
    const bool isNear = row >= m_first && row <= m_last;
    const int high = measure(row);
    int wanted = isNear ? rowTop(row) : (row < m_first ? 0 : m_viewport - high - bottomPadding());
    if (where == Where::Top)
        wanted = 0;
    else if (where == Where::Bottom)
        wanted = m_viewport - high - bottomPadding();
    else if (where == Where::Centre)
        wanted = (m_viewport - high) / 2;
    else if (isNear && (wanted < 0 || high > m_viewport))
        wanted = high > m_viewport && wanted < 0 && wanted + high > m_viewport ? wanted : 0;
    else if (isNear && wanted + high > m_viewport)
        wanted = m_viewport - high - (row == count() - 1 ? bottomPadding() : 0);
    if (isNear && wanted == rowTop(row))
        return;
    m_isAtEnd = false;
    m_row = row;
    m_offset = -wanted;
    m_lead = -1;
    resolve();
}

int TimelineGeometry::measure(int row)
{
    const RowLayout &made = layout(row);
    if (!m_heights.isMeasured(row) || m_heights.height(row) != made.height)
        m_heights.setMeasured(row, made.height);
    return made.height;
}

const RowLayout &TimelineGeometry::layout(int row)
{
    return m_cache.layout(m_model->item(row), m_style);
}

void TimelineGeometry::resolve()
{
    m_isResolved = true;
    m_first = m_last = -1;
    if (count() == 0)
        return;
    m_row = qBound(0, m_row, count() - 1);
    if (!m_isAtEnd) {
        settleAnchor();
        resolveFromTop();
    }
    if (m_isAtEnd)
        resolveFromBottom();
    rememberAnchor();
    m_hasNewWidth = false;
}

/// The anchor's row may have got another head or another width since it was last seen: its text must stay.
void TimelineGeometry::settleAnchor()
{
    if (m_lead < 0)
        return;
    const RowLayout &now = layout(m_row);
    if (m_hasNewWidth && m_part >= 0)
        m_offset = now.lead + qRound(m_part * (now.height - now.lead));
    else
        m_offset += now.lead - m_lead;
}

void TimelineGeometry::resolveFromTop()
{
    while (m_offset < 0 && m_row > 0)
        m_offset += measure(--m_row);
    m_offset = qMax(m_offset, m_row == 0 ? -m_header : 0);
    int high = measure(m_row);
    while (m_offset >= high && m_row + 1 < count()) {
        m_offset -= high;
        high = measure(++m_row);
    }
    int y = -m_offset;
    int row = m_row;
    while (y < m_viewport && row < count())
        y += measure(row++);
    m_first = m_row;
    m_last = row - 1;
    if (row == count() && y + bottomPadding() <= m_viewport)
        m_isAtEnd = true;
}

void TimelineGeometry::resolveFromBottom()
{
    int y = m_viewport - bottomPadding();
    int row = count();
    while (row > 0 && (y > 0 || row == count()))
        y -= measure(--row);
    m_first = row;
    m_last = count() - 1;
    m_row = row;
    m_offset = -y;
}

void TimelineGeometry::rememberAnchor()
{
    const RowLayout &now = layout(m_row);
    m_lead = now.lead;
    // Kept over a change of width, so that going back comes back to the same pixel.
    if (!m_hasNewWidth)
        m_part = m_offset > now.lead ? double(m_offset - now.lead) / qMax(1, now.height - now.lead) : -1;
}

qint64 TimelineGeometry::contentHeight() const
{
    return m_header + m_heights.total() + bottomPadding();
}

qint64 TimelineGeometry::top() const
{
    if (count() == 0)
        return 0;
    return m_header + m_heights.offset(m_row) + m_offset;
}

int TimelineGeometry::rowTop(int row) const
{
    const qint64 y = m_heights.offset(row) - m_heights.offset(m_row) - m_offset;
    return int(
        qBound(qint64(std::numeric_limits<int>::min() / 2), y, qint64(std::numeric_limits<int>::max() / 2)));
}

QRect TimelineGeometry::rowRect(int row) const
{
    return {0, rowTop(row), m_style.width, m_heights.height(row)};
}

int TimelineGeometry::rowAt(int y) const
{
    if (m_first < 0)
        return -1;
    for (int row = m_first, top_ = rowTop(m_first); row <= m_last; ++row) {
        const int bottom = top_ + m_heights.height(row);
        if (y >= top_ && y < bottom)
            return row;
        top_ = bottom;
    }
    return -1;
}

}
