// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojitones.h"

#include <QList>

#include <algorithm>
#include <array>

namespace linnet {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// emoji-data.txt, Emoji_Modifier_Base
constexpr std::array<Range, 39> bases{
    {{0x261d, 0x261d},   {0x26f9, 0x26f9},   {0x270a, 0x270d},   {0x1f385, 0x1f385}, {0x1f3c2, 0x1f3c4},
     {0x1f3c7, 0x1f3c7}, {0x1f3ca, 0x1f3cc}, {0x1f442, 0x1f443}, {0x1f446, 0x1f450}, {0x1f466, 0x1f478},
     {0x1f47c, 0x1f47c}, {0x1f481, 0x1f483}, {0x1f485, 0x1f487}, {0x1f48f, 0x1f48f}, {0x1f491, 0x1f491},
     {0x1f4aa, 0x1f4aa}, {0x1f574, 0x1f575}, {0x1f57a, 0x1f57a}, {0x1f590, 0x1f590}, {0x1f595, 0x1f596},
     {0x1f645, 0x1f647}, {0x1f64b, 0x1f64f}, {0x1f6a3, 0x1f6a3}, {0x1f6b4, 0x1f6b6}, {0x1f6c0, 0x1f6c0},
     {0x1f6cc, 0x1f6cc}, {0x1f90c, 0x1f90c}, {0x1f90f, 0x1f90f}, {0x1f918, 0x1f91f}, {0x1f926, 0x1f926},
     {0x1f930, 0x1f939}, {0x1f93c, 0x1f93e}, {0x1f977, 0x1f977}, {0x1f9b5, 0x1f9b6}, {0x1f9b8, 0x1f9b9},
     {0x1f9bb, 0x1f9bb}, {0x1f9cd, 0x1f9cf}, {0x1f9d1, 0x1f9dd}, {0x1fac3, 0x1faf8}}};

constexpr char32_t FirstTone = 0x1f3fb;
constexpr char32_t LastTone = 0x1f3ff;
constexpr char32_t AsPicture = 0xfe0f;

bool isBase(uint c)
{
    // In the last range there are some others between.
    const bool isOther = c >= 0x1fac6 && c <= 0x1faef;
    return !isOther && std::any_of(bases.begin(), bases.end(),
                                   [c](const Range &range) { return c >= range.first && c <= range.last; });
}

bool isTone(uint c)
{
    return c >= FirstTone && c <= LastTone;
}

}

bool EmojiTones::hasTones(const QString &emoji)
{
    const QList<uint> ucs = emoji.toUcs4();
    // Families and couples have one for each, which nobody picks here.
    return std::count_if(ucs.cbegin(), ucs.cend(), isBase) == 1;
}

QString EmojiTones::withTone(const QString &emoji, int tone)
{
    const QString plain = withoutTone(emoji);
    if (tone <= 0 || tone >= Count || !hasTones(plain))
        return plain;
    QList<uint> ucs = plain.toUcs4();
    const auto base = std::distance(ucs.begin(), std::find_if(ucs.begin(), ucs.end(), isBase));
    if (base + 1 < ucs.size() && ucs.at(base + 1) == AsPicture)
        ucs.removeAt(base + 1);
    ucs.insert(base + 1, FirstTone + uint(tone) - 1);
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(ucs.constData()), ucs.size());
}

QString EmojiTones::withoutTone(const QString &emoji)
{
    QList<uint> ucs = emoji.toUcs4();
    ucs.removeIf(isTone);
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(ucs.constData()), ucs.size());
}

}
