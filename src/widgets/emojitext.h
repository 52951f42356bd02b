// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace linnet {

/// Messages that are nothing but a few emoji, which are shown larger. Pure, any thread.
class EmojiText
{
public:
    static constexpr int Most = 6;
    static constexpr double Scale = 2.5;

    /// Whether `text` is one to six emoji (Unicode Technical Standard 51: with skin tones, joined ones and
    /// flags as one each) and nothing else but blanks. `others`: how many pictures stand beside it.
    static bool isOnlyFew(QStringView text, int others = 0);
};

}
