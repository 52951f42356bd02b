// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepainter.h"

#include "widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextOption>

namespace linnet {

void LinePainter::paint(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                        const QColor &color, Qt::LayoutDirection direction, bool atEnd) const
{
    Key key{text, font, rect.width(), painter.layoutDirection()};
    key.font.setUnderline(false);
    Line *line = m_lines.object(key);
    if (!line) {
        line = shape(key);
        m_lines.insert(key, line);
    }
    const bool isRight = (direction == Qt::RightToLeft) != atEnd;
    const QSizeF size = line->text.size();
    painter.setFont(line->font);
    painter.setPen(color);
    const QPointF corner(isRight ? rect.right() + 1 - size.width() : rect.left(),
                         rect.top() + (rect.height() - size.height()) / 2);
    painter.drawStaticText(corner, line->text);
    if (!font.underline())
        return;
    // Not by the font: where the painter is translated, Qt draws the line of a QStaticText elsewhere.
    const QFontMetricsF metrics(line->font);
    const qreal y = corner.y() + size.height() - metrics.descent() + metrics.underlinePos();
    painter.fillRect(QRectF(corner.x(), y, size.width(), qMax(1.0, metrics.lineWidth())), color);
}

LinePainter::Line *LinePainter::shape(const Key &key)
{
    // Nothing that is read is so narrow; what comes after would be shaped for nothing.
    qsizetype most = key.width / 2;
    if (most > 0 && most < key.text.size() && key.text[most - 1].isHighSurrogate())
        --most;
    const QString beginning = key.text.size() > most ? key.text.left(most) + QChar(0x2026) : key.text;
    const QFont font = Theme::withEmoji(key.font);
    auto *line =
        new Line{font, QStaticText(QFontMetrics(font).elidedText(beginning, Qt::ElideRight, key.width))};
    QTextOption option;
    option.setTextDirection(key.direction);
    option.setWrapMode(QTextOption::NoWrap);
    line->text.setTextFormat(Qt::PlainText);
    line->text.setTextOption(option);
    line->text.prepare({}, font);
    return line;
}

}
