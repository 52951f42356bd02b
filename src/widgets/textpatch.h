// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace linnet {

/// A patch of colour behind a part of a text, or over it. A value. GUI thread.
struct TextPatch
{
    enum class Shape { Box, Pill, Cover }; ///< a cover lies over the text and hides it

    int start;
    int length;
    QColor colour;
    Shape shape = Shape::Box;
    QString label; ///< of Cover: what stands on it if there is room
    QColor labelColour;

    /// By how much a pill of that height is longer than its words, at each end.
    static qreal pillEnd(qreal height) { return height / 7; }
    /// `words`: where those are that it belongs to. `font`: the text's.
    void paint(QPainter &painter, const QRectF &words, const QFont &font, bool hasLabel) const;
};

}
