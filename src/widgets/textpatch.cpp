// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textpatch.h"

#include <QFontMetricsF>
#include <QPainter>

namespace linnet {

void TextPatch::paint(QPainter &painter, const QRectF &words, const QFont &font, bool hasLabel) const
{
    const bool isPill = shape == Shape::Pill;
    const qreal beside = shape == Shape::Cover ? 0 : (isPill ? pillEnd(words.height()) : words.height() / 12);
    const QRectF rect = words.adjusted(-beside, 0, beside, 0);
    const qreal radius = isPill ? rect.height() / 2 : rect.height() / 5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(rect, radius, radius);
    if (!hasLabel || label.isEmpty())
        return;
    QFont labelFont = font;
    labelFont.setPixelSize(qMax(1, int(rect.height() * 0.62)));
    painter.setFont(labelFont);
    painter.setPen(labelColour);
    const QString shown =
        QFontMetricsF(labelFont).elidedText(label, Qt::ElideRight, rect.width() - 2 * radius);
    if (shown.size() > 1)
        painter.drawText(rect, int(Qt::AlignCenter) | Qt::TextSingleLine, shown);
}

}
