// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace linnet {

/// Finds emoji in text (Unicode Technical Standard 51: with skin tones, joined ones and flags as one each).
/// Pure, any thread.
class EmojiText
{
public:
    static constexpr int Most = 6;
    static constexpr double Scale = 2.5;

    /// Where the emoji that begins at `at` ends; `at` if none begins there.
    static qsizetype endOf(QStringView text, qsizetype at);
    /// Whether `text` is one to six emoji and nothing else but blanks, and so shown larger. `others`: how
    /// many pictures stand beside it.
    static bool isOnlyFew(QStringView text, int others = 0);
};

}
