// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowtext.h"

#include <QPoint>
#include <QRect>

#include <vector>

namespace linnet {

/// What a message's body is made of once it is laid out. Rectangles are relative to its top left corner.
struct BodyParts
{
    struct Piece
    {
        RowText text;
        QPoint origin;
        int start; ///< of its text in the message's
    };
    struct Shape
    {
        enum class Kind { QuoteBar, Ground, Line, Marker, Language };
        Kind kind;
        QRect rect;
        QString words;
        bool isRtl = false; ///< words end at the left
    };
    struct Code
    {
        QRect ground;
        QRect copy; ///< the button, while the mouse is over the ground
        QString text;
        QString language;
        bool isPlain = false; ///< its colours are not known yet
    };

    std::vector<Piece> pieces; ///< in reading order
    QList<Shape> shapes;       ///< behind the pieces
    QList<Code> codes;
    int height = 0;
    int needed = 0;         ///< of the width it was given
    bool isAgainst = false; ///< something in it begins at the other side than rows do
    bool isCut = false;     ///< there is more than is shown
};

}
