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
    // Nothing that is read is so narrow; what comes after would be shaped for nothing.
    qsizetype most = rect.width() / 2;
    if (most > 0 && most < text.size() && text[most - 1].isHighSurrogate())
        --most;
    const QString beginning = text.size() > most ? text.left(most) + QChar(0x2026) : text;
    painter.drawText(rect,
                     int(Qt::AlignVCenter | Qt::AlignAbsolute | (isRight ? Qt::AlignRight : Qt::AlignLeft) |
                         Qt::TextSingleLine),
                     QFontMetrics(font).elidedText(beginning, Qt::ElideRight, rect.width()));
}

}
