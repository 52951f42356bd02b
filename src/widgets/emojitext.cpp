// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojitext.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace linnet {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// Shown as pictures by themselves (emoji-data.txt, Emoji_Presentation), those of the blocks that are nearly
// all emoji taken together.
constexpr std::array<Range, 51> pictures{
    {{0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},
     {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
     {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},   {0x26d4, 0x26d4},
     {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},   {0x26fa, 0x26fa},   {0x26fd, 0x26fd},
     {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},
     {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2764, 0x2764},   {0x2795, 0x2797},   {0x27b0, 0x27b0},
     {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x1f004, 0x1f004},
     {0x1f0cf, 0x1f0cf}, {0x1f170, 0x1f171}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f201, 0x1f201},
     {0x1f21a, 0x1f21a}, {0x1f22f, 0x1f22f}, {0x1f232, 0x1f236}, {0x1f238, 0x1f23a}, {0x1f250, 0x1f251},
     {0x1f300, 0x1f3fa}, {0x1f400, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f9ff},
     {0x1fa70, 0x1faff}}};

constexpr char32_t AsText = 0xfe0e;
constexpr char32_t AsPicture = 0xfe0f;
constexpr char32_t Keycap = 0x20e3;
constexpr char32_t Joiner = 0x200d;

bool isIn(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

bool isPicture(char32_t c)
{
    const auto found = std::lower_bound(pictures.begin(), pictures.end(), c,
                                        [](const Range &range, char32_t sign) { return range.last < sign; });
    return found != pictures.end() && found->first <= c;
}

/// Characters that are a picture, or become one when the selector for it follows.
bool isMaybePicture(char32_t c)
{
    return c == 0xa9 || c == 0xae || isIn(c, 0x203c, 0x3299) || isIn(c, 0x1f000, 0x1faff);
}

bool isKey(char32_t c)
{
    return c == U'#' || c == U'*' || isIn(c, U'0', U'9');
}

bool isFlagLetter(char32_t c)
{
    return isIn(c, 0x1f1e6, 0x1f1ff);
}

bool isSkinTone(char32_t c)
{
    return isIn(c, 0x1f3fb, 0x1f3ff);
}

bool isRegionTag(char32_t c)
{
    return isIn(c, 0xe0020, 0xe007f);
}

/// Takes one character after the other from a text.
struct Reader
{
    QStringView text;
    qsizetype at;

    char32_t next() const ///< 0 at the end
    {
        if (at >= text.size())
            return 0;
        const QChar first = text.at(at);
        const bool isPair =
            first.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        return isPair ? QChar::surrogateToUcs4(first, text.at(at + 1)) : first.unicode();
    }
    bool take(auto matches)
    {
        const char32_t c = next();
        if (c == 0 || !matches(c))
            return false;
        at += QChar::requiresSurrogates(c) ? 2 : 1;
        return true;
    }
    bool take(char32_t c)
    {
        return take([c](char32_t other) { return other == c; });
    }
};

/// Takes one picture, without what is joined to it.
bool takePicture(Reader &reader)
{
    if (reader.take(isFlagLetter))
        return reader.take(isFlagLetter);
    if (reader.take(isKey)) {
        reader.take(AsPicture);
        return reader.take(Keycap);
    }
    const char32_t sign = reader.next();
    if (!reader.take(isMaybePicture))
        return false;
    if (!reader.take(AsPicture) && (!isPicture(sign) || reader.next() == AsText))
        return false;
    reader.take(isSkinTone);
    while (reader.take(isRegionTag)) {
    }
    return true;
}

}

qsizetype EmojiText::endOf(QStringView text, qsizetype at)
{
    Reader reader{text, at};
    if (!takePicture(reader))
        return at;
    Reader joined = reader;
    while (joined.take(Joiner)) {
        // Only the first of a joined one must be a picture by itself: ♂ is none.
        Reader mark = joined;
        if (!takePicture(joined)) {
            joined = mark;
            if (!joined.take(isMaybePicture))
                break;
        }
        reader = joined;
    }
    return reader.at;
}

bool EmojiText::isOnlyFew(QStringView text, int others)
{
    // The longest have some 15 units; a long text is not looked at.
    static constexpr qsizetype Longest = 120;
    text = text.trimmed();
    if ((text.isEmpty() && others == 0) || text.size() > Longest)
        return false;
    int count = others;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype end = text.at(at).isSpace() ? at + 1 : endOf(text, at);
        if (end == at)
            return false;
        count += text.at(at).isSpace() ? 0 : 1;
        at = end;
    }
    return count <= Most;
}

}
