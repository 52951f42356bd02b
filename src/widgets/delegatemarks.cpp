// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/delegatemarks.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace linnet::DelegateMarks {

void paintFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const int width = qMax(1, Theme::units(0.5, option.font));
    const double inset = width / 2.0;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, width));
    painter.drawRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset));
}

void paintPresence(QPainter &painter, const QRect &avatar, Presence presence, const QFont &font,
                   const Theme &theme)
{
    if (presence != Presence::Online && presence != Presence::Unavailable)
        return;
    const double side = Theme::units(2.5, font);
    const QRectF dot(avatar.right() + 1 - side, avatar.bottom() + 1 - side, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.base);
    painter.drawEllipse(dot.adjusted(-2, -2, 2, 2));
    // Full and hollow, so that green and amber need not be told apart.
    const QColor color = theme.hue(presence == Presence::Online ? 150 : 75);
    painter.setBrush(presence == Presence::Online ? QBrush(color) : QBrush(theme.base));
    painter.setPen(QPen(color, 2));
    painter.drawEllipse(dot.adjusted(1, 1, -1, -1));
}

}
