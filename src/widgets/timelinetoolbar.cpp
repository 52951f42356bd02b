// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinetoolbar.h"

#include "models/timelinemodel.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineview.h"
#include "widgets/tinticons.h"

#include <QPainter>

namespace linnet {

const TimelineModel *TimelineToolbar::model() const
{
    return qobject_cast<const TimelineModel *>(m_view.model());
}

void TimelineToolbar::track(const QPoint &mouse)
{
    const QRect old = m_rect;
    const int before = row();
    const bool stays =
        before >= 0 && m_rect.contains(mouse) && m_geometry.rowRect(before).bottom() > m_rect.center().y();
    if (!stays) {
        const int now = model() && mouse.x() >= 0 ? m_geometry.rowAt(mouse.y()) : -1;
        const bool isOver =
            now >= 0 && m_geometry.layout(now).box.contains(mouse - QPoint(0, m_geometry.rowTop(now)));
        m_key = isOver ? model()->item(now).key : QString();
    }
    place(row());
    if (m_rect != old)
        m_view.viewport()->update();
}

int TimelineToolbar::row() const
{
    return model() && !m_key.isEmpty() ? model()->rowOf(m_key) : -1;
}

void TimelineToolbar::place(int row)
{
    m_buttons.clear();
    m_rect = {};
    if (row < 0)
        return;
    for (const MessageAction &action : MessageAction::of(model()->item(row), m_view.abilities())) {
        if (!action.isQuick)
            continue;
        const QString key = action.key.toString(QKeySequence::NativeText);
        m_buttons.append({action.part, action.icon, tr("%1 (%2)").arg(action.name, key), {}});
    }
    if (m_buttons.isEmpty())
        return;
    m_buttons.append({RowHit::Part::More, QStringLiteral("overflow-menu"), tr("More"), {}});
    const RowStyle &style = m_geometry.style();
    const int side = 7 * style.unit;
    const int wide = int(m_buttons.size()) * side;
    const int top = m_geometry.rowTop(row) + m_geometry.layout(row).box.top();
    // Half above its message, whose words it would hide, but on the screen as long as that is.
    const int y = qMax(top - side / 2, 2);
    const int right = style.columnLeft + style.columnWidth - style.readersWidth();
    m_rect = style.placed({qMax(0, right - wide), y, wide, side});
    leaveCopyFree(row);
    int x = style.isRtl() ? m_rect.right() + 1 - side : m_rect.left();
    for (Button &button : m_buttons) {
        button.rect = {x, y, side, side};
        x += style.isRtl() ? -side : side;
    }
}

/// The button that copies code stands in the same corner.
void TimelineToolbar::leaveCopyFree(int row)
{
    const RowLayout &layout = m_geometry.layout(row);
    if (!layout.text)
        return;
    const RowStyle &style = m_geometry.style();
    const QPoint origin = layout.textOrigin + QPoint(0, m_geometry.rowTop(row));
    const QList<QRect> buttons = layout.text->copyButtons();
    for (const QRect &button : buttons) {
        const QRect place = button.translated(origin);
        if (!place.intersects(m_rect))
            continue;
        if (style.isRtl())
            m_rect.moveLeft(place.right() + 1 + style.unit);
        else
            m_rect.moveRight(place.left() - 1 - style.unit);
    }
}

const TimelineToolbar::Button *TimelineToolbar::at(const QPoint &point) const
{
    for (const Button &button : m_buttons) {
        if (button.rect.contains(point))
            return &button;
    }
    return nullptr;
}

QRect TimelineToolbar::rectOf(int wanted, RowHit::Part part) const
{
    if (wanted != row())
        return {};
    for (const Button &button : m_buttons) {
        if (button.part == part)
            return button.rect;
    }
    return {};
}

void TimelineToolbar::paint(QPainter &painter, TintIcons &icons, const QPoint &mouse) const
{
    if (m_rect.isNull())
        return;
    const RowStyle &style = m_geometry.style();
    const qreal radius = 1.5 * style.unit;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::mix(style.theme.base, style.theme.text, 0.2), 1));
    painter.setBrush(style.theme.base);
    painter.drawRoundedRect(QRectF(m_rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const int side = 4 * style.unit;
    for (const Button &button : m_buttons) {
        const bool isHovered = button.rect.contains(mouse);
        if (isHovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(Theme::mix(style.theme.base, style.theme.text, 0.1));
            painter.drawRoundedRect(button.rect.adjusted(2, 2, -2, -2), style.unit, style.unit);
        }
        const QPoint corner = button.rect.center() - QPoint(side, side) / 2 + QPoint(1, 1);
        painter.drawPixmap(corner, icons.pixmap(button.icon, side, style.ratio,
                                                isHovered ? style.theme.text : style.theme.dim));
    }
    painter.restore();
}

}
