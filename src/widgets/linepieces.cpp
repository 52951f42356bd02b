// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepieces.h"

#include <QTextLayout>

#include <algorithm>

namespace linnet {

namespace {

/// Whether all of it certainly runs from left to right.
bool isOneWay(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x590 || (c.unicode() >= 0x900 && c.unicode() < 0x2000);
    });
}

}

LinePieces::LinePieces(QStringView text) : m_isOneWay(isOneWay(text)) {}

QList<QRectF> LinePieces::of(const QTextLine &line, int first, int last, qreal top, qreal height,
                             qreal width) const
{
    if (m_isOneWay) {
        const qreal left = line.cursorToX(first);
        const qreal right = line.cursorToX(last - 1, QTextLine::Trailing);
        return {QRectF(left, top, qMin(right, width) - left, height)};
    }
    QList<QRectF> pieces;
    for (int i = first; i < last; ++i) {
        const qreal a = line.cursorToX(i, QTextLine::Leading);
        const qreal b = line.cursorToX(i, QTextLine::Trailing);
        const qreal left = qBound(0.0, qMin(a, b), width);
        const qreal right = qBound(0.0, qMax(a, b), width);
        if (!pieces.isEmpty() && left <= pieces.last().right() + 0.5 && right >= pieces.last().left() - 0.5)
            pieces.last() = pieces.last().united(QRectF(left, top, right - left, height));
        else if (right > left)
            pieces.append(QRectF(left, top, right - left, height));
    }
    return pieces;
}

}
