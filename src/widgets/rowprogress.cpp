// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowprogress.h"

#include <QPainter>

namespace linnet {

void RowProgress::paint(QPainter &painter, const QRect &rect, int percent, bool isOnPicture,
                        const RowStyle &style)
{
    static constexpr int Circle = 360 * 16; // in QPainter's sixteenths of a degree
    static constexpr int Least = 4;         // percent, so that it can be seen that it has begun
    const QColor ground = isOnPicture ? QColor(0, 0, 0, 150) : style.theme.selected;
    const QColor ink = isOnPicture ? QColor(Qt::white) : style.link;
    const qreal thick = qMax(2.0, style.unit * 0.6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(rect);

    const qreal inset = thick / 2 + style.unit * 0.5;
    const QRectF ring = QRectF(rect).adjusted(inset, inset, -inset, -inset);
    painter.setBrush(Qt::NoBrush);
    QColor rest = ink;
    rest.setAlphaF(0.25f);
    painter.setPen(QPen(rest, thick));
    painter.drawEllipse(ring);
    painter.setPen(QPen(ink, thick, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, Circle / 4, -Circle * qBound(Least, percent, 100) / 100);

    const qreal arm = ring.width() * 0.16;
    const QPointF middle = ring.center();
    painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
}

}
