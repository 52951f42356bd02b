// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// Skin tones of emoji (Unicode Technical Standard 51, "Emoji Modifiers"). Pure.
class EmojiTones
{
public:
    static constexpr int Count = 6; ///< 0 is the yellow one

    /// Whether it shows one person or a part of one.
    static bool hasTones(const QString &emoji);
    /// `emoji` without a tone or with one of 1 (light) to 5 (dark); itself if it has none.
    static QString withTone(const QString &emoji, int tone);
    static QString withoutTone(const QString &emoji);
};

}
