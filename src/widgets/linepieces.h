// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QStringView>

class QTextLine;

namespace linnet {

/// Where characters of a laid out line are: in one piece, unless its text mixes directions. A value. GUI
/// thread.
class LinePieces
{
public:
    explicit LinePieces(QStringView text); ///< of all lines

    /// Of the characters from `first` to before `last`; the pieces are as high as is said, and end at
    /// `width`.
    QList<QRectF> of(const QTextLine &line, int first, int last, qreal top, qreal height, qreal width) const;

private:
    bool m_isOneWay;
};

}
