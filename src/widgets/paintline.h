// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QColor;
class QPainter;

namespace linnet {

/// Draws one line of a list's row, elided where `rect` ends. It stands at the side where `direction` begins,
/// or with `atEnd` ends; its own letters run the way they do. GUI thread.
void paintLine(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
               const QColor &color, Qt::LayoutDirection direction, bool atEnd = false);

}
