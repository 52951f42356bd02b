// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinekeys.h"

#include "models/timelinemodel.h"
#include "widgets/timelineactions.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"
#include "widgets/timelineview.h"

#include <QKeyEvent>

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
    const int page = m_view.viewport()->height() - 2 * m_geometry.style().lineHeight;
    switch (event.key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_PageUp:
        m_view.scrollByPixels(-page);
        return true;
    case Qt::Key_PageDown:
        m_view.scrollByPixels(page);
        return true;
    case Qt::Key_Home:
        goTo(0);
        m_view.scrollByPixels(-m_geometry.headerHeight());
        return true;
    case Qt::Key_End:
        goTo(m_geometry.count() - 1);
        m_view.scrollToLatest();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_view.currentIndex().isValid())
            return false;
        m_actions.activate(m_view.currentIndex().row());
        return true;
    case Qt::Key_Escape: {
        const auto *model = qobject_cast<const TimelineModel *>(m_view.model());
        if (!model || m_selection.range(*model).isEmpty())
            return false;
        m_selection.clear();
        m_view.viewport()->update();
        return true;
    }
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
            m_view.trigger(row, action.part);
            return true;
        }
    }
    return false;
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
