// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineselection.h"

#include "models/timelinemodel.h"

#include <QTextBoundaryFinder>

#include <limits>

namespace linnet {

namespace {

constexpr int Around = 500; ///< no word is longer than what is looked at, and texts may be very long

}

int TimelineSelection::Range::startIn(int row) const
{
    return row == firstRow ? firstPosition : 0;
}

int TimelineSelection::Range::endIn(int row) const
{
    if (isEmpty() || row < firstRow || row > lastRow)
        return row == firstRow ? firstPosition : 0;
    return row == lastRow ? lastPosition : std::numeric_limits<int>::max();
}

void TimelineSelection::clear()
{
    m_from = m_to = {};
}

void TimelineSelection::start(const Point &point)
{
    m_from = m_to = point;
}

void TimelineSelection::extend(const Point &point)
{
    m_to = point;
}

void TimelineSelection::set(const Point &from, const Point &to)
{
    m_from = from;
    m_to = to;
}

TimelineSelection::Range TimelineSelection::range(const TimelineModel &model) const
{
    if (m_from.key.isEmpty() || m_to.key.isEmpty())
        return {};
    Range range{model.rowOf(m_from.key), m_from.position, model.rowOf(m_to.key), m_to.position};
    if (range.firstRow < 0 || range.lastRow < 0)
        return {};
    const bool isBackwards = range.firstRow > range.lastRow ||
                             (range.firstRow == range.lastRow && range.firstPosition > range.lastPosition);
    if (isBackwards) {
        std::swap(range.firstRow, range.lastRow);
        std::swap(range.firstPosition, range.lastPosition);
    }
    if (range.firstRow == range.lastRow && range.firstPosition == range.lastPosition)
        return {};
    return range;
}

std::pair<int, int> TimelineSelection::wordAt(const QString &text, int position)
{
    if (text.isEmpty())
        return {0, 0};
    position = qBound(0, position, int(text.size()));
    const int from = qMax(0, position - Around);
    const int to = qMin(int(text.size()), position + Around);
    const QString near = text.sliced(from, to - from);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, near);
    finder.setPosition(position - from);
    const qsizetype start = finder.isAtBoundary() && finder.position() < near.size()
                                ? finder.position()
                                : finder.toPreviousBoundary();
    const qsizetype end = finder.toNextBoundary();
    return {from + int(qMax(qsizetype(0), start)), from + int(end < 0 ? near.size() : end)};
}

int TimelineSelection::stepFrom(const QString &text, int position, bool isForward, bool isByWord)
{
    position = qBound(0, position, int(text.size()));
    if (position == (isForward ? text.size() : 0))
        return -1;
    const int from = qMax(0, position - Around);
    const QString near = text.sliced(from, qMin(int(text.size()), position + Around) - from);
    QTextBoundaryFinder finder(isByWord ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme, near);
    finder.setPosition(position - from);
    qsizetype next = 0;
    do
        next = isForward ? finder.toNextBoundary() : finder.toPreviousBoundary();
    while (next > 0 && next < near.size() && isByWord &&
           !(finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem));
    return from + int(next >= 0 ? next : (isForward ? near.size() : 0));
}

}
