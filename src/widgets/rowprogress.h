// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowstyle.h"

class QPainter;

namespace linnet {

/// How far a file is on its way to the server, as a ring around a cross that stops it.
class RowProgress
{
public:
    /// `percent`: 0 to 100. On a picture it stands on a dark disc, else it has the text's colours.
    static void paint(QPainter &painter, const QRect &rect, int percent, bool isOnPicture,
                      const RowStyle &style);
};

}
