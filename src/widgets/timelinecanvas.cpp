// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinecanvas.h"

#include "models/timelinemodel.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelinekeys.h"
#include "widgets/timelinemouse.h"
#include "widgets/timelineplaceholder.h"
#include "widgets/timelinetoolbar.h"
#include "widgets/timelineview.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

namespace linnet {

const TimelineModel *TimelineCanvas::model() const
{
    return qobject_cast<const TimelineModel *>(m_view.model());
}

bool TimelineCanvas::hasRows() const
{
    return m_geometry.count() > 0;
}

QRect TimelineCanvas::headerRect() const
{
    const QRect viewport = m_view.viewport()->rect();
    if (!hasRows())
        return viewport;
    const int height = m_geometry.headerHeight();
    return {0, m_geometry.rowTop(0) - height, viewport.width(), height};
}

void TimelineCanvas::placeButton()
{
    m_placeholder.place(headerRect(), hasRows(), m_geometry.style());
}

void TimelineCanvas::paint(const QPaintEvent &event)
{
    QPainter painter(m_view.viewport());
    const RowStyle &style = m_geometry.style();
    painter.setClipRect(event.rect());
    painter.fillRect(event.rect(), style.theme.base);
    if (!model())
        return;
    const QRect header = headerRect();
    if (header.intersects(event.rect()))
        m_placeholder.paint(painter, header, hasRows(), style, m_painter);
    const TimelineSelection::Range selected = m_selection.range(*model());
    for (int row = m_geometry.firstVisible(); row >= 0 && row <= m_geometry.lastVisible(); ++row) {
        if (m_geometry.rowRect(row).intersects(event.rect()))
            paintRow(painter, row, selected);
    }
    if (m_toolbar.rect().intersects(event.rect()))
        m_toolbar.paint(painter, m_painter.icons(), m_mouse.position());
}

void TimelineCanvas::repaintRow(const QString &key)
{
    const int row = model() && m_geometry.isResolved() && !key.isEmpty() ? model()->rowOf(key) : -1;
    if (key.isEmpty())
        m_view.viewport()->update();
    else if (row >= m_geometry.firstVisible() && row <= m_geometry.lastVisible() && row >= 0)
        m_view.viewport()->update(m_geometry.rowRect(row));
}

void TimelineCanvas::repaintPictures(const QString &url)
{
    if (!model() || !m_geometry.isResolved())
        return;
    for (int row = m_geometry.firstVisible(); row >= 0 && row <= m_geometry.lastVisible(); ++row) {
        if (m_geometry.layout(row).showsPicture(url, model()->item(row)))
            m_view.viewport()->update(m_geometry.rowRect(row));
    }
}

void TimelineCanvas::paintRow(QPainter &painter, int row, const TimelineSelection::Range &selected)
{
    const RowLayout &layout = m_geometry.layout(row);
    const QPoint origin(0, m_geometry.rowTop(row));
    RowPainter::Look look;
    look.isHovered = m_toolbar.row() == row && !m_mouse.isSelecting();
    if (!m_toolbar.rect().contains(m_mouse.position()))
        look.mouse = m_mouse.position() - origin;
    look.isActive = m_view.isActiveWindow();
    if (m_playback) {
        look.play = m_playback->look(model()->item(row).key);
        m_playback->seen(model()->item(row).key);
        const double share = m_mouse.draggedShare(model()->item(row).key);
        look.isSought = share >= 0;
        if (look.isSought)
            look.play.positionMs = qint64(share * double(look.play.durationMs));
    }
    look.isFocused = m_keys.showsFocus() && m_view.currentIndex().row() == row;
    look.found = m_found;
    look.canVote = m_view.abilities().canVote;
    look.isFound = model()->item(row).key == m_foundKey;
    look.selectionStart = selected.startIn(row);
    look.selectionEnd = selected.endIn(row);
    m_painter.paint(painter, origin, layout, model()->item(row), m_geometry.style(), look);
}

void TimelineCanvas::showToolTip(const QHelpEvent &event)
{
    const int row = model() ? m_geometry.rowAt(event.pos().y()) : -1;
    QString text;
    if (const TimelineToolbar::Button *button = m_toolbar.at(event.pos())) {
        text = button->toolTip;
    } else if (row >= 0) {
        const QPoint inside = event.pos() - QPoint(0, m_geometry.rowTop(row));
        const bool isPlaying = m_view.playLook(model()->item(row).key).isActive();
        const RowLayout &layout = m_geometry.layout(row);
        text = layout.toolTip(inside, model()->item(row), isPlaying);
        const bool isPicture = layout.isPicture && layout.card.contains(inside);
        // In a small frame there is no room for it.
        if (const QString trouble =
                isPicture ? m_painter.troubleOf(model()->item(row), m_geometry.style()) : QString();
            !trouble.isEmpty())
            text = trouble + u'\n' + text;
    }
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPos(), Qt::convertFromPlainText(text.left(2000)), m_view.viewport());
}

}
