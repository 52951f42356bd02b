// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/paintline.h"

#include <QFontMetrics>
#include <QPainter>

namespace linnet {

void paintLine(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
               const QColor &color, Qt::LayoutDirection direction, bool atEnd)
{
    const bool isRight = (direction == Qt::RightToLeft) != atEnd;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect,
                     int(Qt::AlignVCenter | Qt::AlignAbsolute | (isRight ? Qt::AlignRight : Qt::AlignLeft) |
                         Qt::TextSingleLine),
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

}
