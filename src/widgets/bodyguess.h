// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace linnet {

class RowStyle;

/// How high a formatted message may be, from its HTML as it came: counts the characters between the tags that
/// begin a new line, and reads nothing else of it. Cheap enough for all rows of a timeline at once. Pure.
class BodyGuess
{
public:
    static int height(QStringView html, int charactersInLine, const RowStyle &style);
};

}
