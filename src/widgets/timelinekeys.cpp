// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinekeys.h"

#include "models/timelinemodel.h"
#include "widgets/announcement.h"
#include "widgets/rowlayout.h"
#include "widgets/timelineactions.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"
#include "widgets/timelineview.h"

#include <QKeyEvent>

#include <limits>

namespace linnet {

bool TimelineKeys::press(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Copy)) {
        m_actions.copy();
        return true;
    }
    if (event.matches(QKeySequence::SelectAll)) {
        m_actions.selectAll();
        return true;
    }
    if (select(event))
        return true;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_selection.clear();
        step(event.key() == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_PageUp:
        m_view.scrollByPixels(-pageHeight());
        return true;
    case Qt::Key_PageDown:
        m_view.scrollByPixels(pageHeight());
        return true;
    case Qt::Key_Home:
        m_selection.clear();
        goTo(0);
        m_view.scrollByPixels(-m_geometry.headerHeight());
        return true;
    case Qt::Key_End:
        m_selection.clear();
        goTo(m_geometry.count() - 1);
        m_view.scrollToLatest();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_view.currentIndex().isValid())
            return false;
        m_actions.activate(m_view.currentIndex().row());
        return true;
    case Qt::Key_Escape:
        if (m_selection.range(model()).isEmpty())
            return false;
        m_selection.clear();
        tellSelection();
        return true;
    case Qt::Key_Delete:
        return ((event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && m_actions.deleteSelected()) ||
               act(event);
    default:
        return act(event);
    }
}

/// Letters are for the composer, unless the keyboard is on a message, or it plays.
bool TimelineKeys::act(const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Plus)
        modifiers &= ~Qt::ShiftModifier;
    const int row = m_view.currentIndex().row();
    if (modifiers != Qt::NoModifier || !isOnScreen(row))
        return false;
    const QList<MessageAction> actions = m_view.actionsOf(row);
    for (const MessageAction &action : actions) {
        if (!action.key.isEmpty() && action.key[0].key() == event.key() && (showsFocus() || action.isHandy)) {
            m_view.trigger(row, action.hit());
            return true;
        }
    }
    // It would be typed where other messages have an action.
    return showsFocus() && MessageAction::isKey(event.key());
}

/// With Shift: from the current row, or on from what is selected.
bool TimelineKeys::select(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool isByWord = modifiers & Qt::ControlModifier;
    if ((modifiers & ~Qt::ControlModifier) != Qt::ShiftModifier || m_geometry.count() == 0)
        return false;
    const bool isNew = m_selection.range(model()).isEmpty();
    const int current = m_view.currentIndex().row();
    const int start = isOnScreen(current) ? current : qMax(0, m_geometry.lastVisible());
    const int from = isNew ? start : model().rowOf(m_selection.from().key);
    const int to = isNew ? start : model().rowOf(m_selection.to().key);
    switch (event.key()) {
    case Qt::Key_Up:
        selectRows(from, to - 1);
        return true;
    case Qt::Key_Down:
        selectRows(from, to + 1);
        return true;
    case Qt::Key_PageUp:
        selectRows(from, pageFrom(to, -1));
        return true;
    case Qt::Key_PageDown:
        selectRows(from, pageFrom(to, 1));
        return true;
    case Qt::Key_Home:
        selectRows(from, 0);
        return true;
    case Qt::Key_End:
        selectRows(from, m_geometry.count() - 1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        selectLetters(to, Qt::Key(event.key()), isByWord);
        return true;
    default:
        return false;
    }
}

void TimelineKeys::selectRows(int from, int to)
{
    static constexpr int End = std::numeric_limits<int>::max();
    to = qBound(0, to, m_geometry.count() - 1);
    m_selection.set({model().item(from).key, to < from ? End : 0},
                    {model().item(to).key, to < from ? 0 : End});
    goTo(to);
    tellSelection();
}

void TimelineKeys::selectLetters(int row, Qt::Key arrow, bool isByWord)
{
    const QString text = RowLayout::plainText(model().item(row), m_geometry.style());
    const bool isRtl = RowText::baseDirection(text, m_view.layoutDirection()) == Qt::RightToLeft;
    const bool isForward = (arrow == Qt::Key_Right) != isRtl;
    const QString key = model().item(row).key;
    // What was clicked on is where a cursor would stand.
    const bool isThere = m_selection.from().key == key && m_selection.to().key == key;
    if (m_selection.range(model()).isEmpty() && !isThere)
        m_selection.start({key, isForward ? 0 : int(text.size())});
    int position = TimelineSelection::stepFrom(text, m_selection.to().position, isForward, isByWord);
    if (position < 0) {
        row += isForward ? 1 : -1;
        if (row < 0 || row >= m_geometry.count())
            return;
        position = isForward ? 0 : int(RowLayout::plainText(model().item(row), m_geometry.style()).size());
    }
    m_selection.extend({model().item(row).key, position});
    goTo(row);
    tellSelection();
}

int TimelineKeys::pageHeight() const
{
    return m_view.viewport()->height() - 2 * m_geometry.style().lineHeight;
}

/// The row that is about one screen further, but never the same.
int TimelineKeys::pageFrom(int row, int direction) const
{
    int left = pageHeight();
    do {
        row += direction;
        left -= row >= 0 && row < m_geometry.count() ? m_geometry.rowRect(row).height() : left;
    } while (left > 0);
    return row;
}

/// What is selected has changed.
void TimelineKeys::tellSelection()
{
    m_view.viewport()->update();
    m_actions.publish();
    const TimelineSelection::Range range = m_selection.range(model());
    if (range.isEmpty())
        return Announcement::say(m_view, tr("Nothing selected"));
    const int count = range.lastRow - range.firstRow + 1;
    const bool isPart =
        range.firstPosition > 0 ||
        range.lastPosition < RowLayout::plainText(model().item(range.lastRow), m_geometry.style()).size();
    Announcement::say(m_view, count == 1 && isPart ? m_view.selectedText()
                                                   : tr("%n message(s) selected", nullptr, count));
}

const TimelineModel &TimelineKeys::model() const
{
    return *qobject_cast<const TimelineModel *>(m_view.model());
}

bool TimelineKeys::isOnScreen(int row) const
{
    return row >= 0 && row >= m_geometry.firstVisible() && row <= m_geometry.lastVisible();
}

void TimelineKeys::step(int direction)
{
    if (m_geometry.count() == 0)
        return;
    m_isByKeyboard = true;
    const int current = m_view.currentIndex().row();
    if (!isOnScreen(current)) {
        goTo(direction < 0 ? m_geometry.lastVisible() : m_geometry.firstVisible());
        return;
    }
    // First the rest of a message that is higher than the screen.
    const QRect rect = m_geometry.rowRect(current);
    const int height = m_view.viewport()->height();
    const int stride = 3 * m_geometry.style().lineHeight;
    if (direction > 0 && rect.bottom() >= height && rect.height() > height - stride) {
        m_view.scrollByPixels(qMin(stride, rect.bottom() + 1 - height));
        return;
    }
    if (direction < 0 && rect.top() < 0 && rect.height() > height - stride) {
        m_view.scrollByPixels(-qMin(stride, -rect.top()));
        return;
    }
    const int next = current + direction;
    if (next < 0)
        m_view.scrollByPixels(-stride);
    else if (next < m_geometry.count())
        goTo(next);
}

void TimelineKeys::goTo(int row)
{
    if (row < 0 || row >= m_geometry.count())
        return;
    m_isByKeyboard = true;
    const QModelIndex index = m_view.model()->index(row, 0);
    m_view.setCurrentIndex(index);
    m_view.scrollTo(index);
    m_view.viewport()->update();
}

void TimelineKeys::focusIn(Qt::FocusReason reason)
{
    const bool isByKey =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    if (isByKey && m_geometry.count() > 0) {
        m_isByKeyboard = true;
        if (!m_view.currentIndex().isValid())
            goTo(m_geometry.lastVisible());
    }
    m_view.viewport()->update();
}

bool TimelineKeys::showsFocus() const
{
    return m_isByKeyboard && m_view.hasFocus();
}

}
