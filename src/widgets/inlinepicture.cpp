// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inlinepicture.h"

#include "widgets/emojifont.h"
#include "widgets/emojitext.h"

#include <QFontMetricsF>

#include <algorithm>

namespace linnet {

namespace {

// As wide as one likes with letter spacing; between numbers it does not make one of them, as a no-break space
// does where one writes from the right (Unicode Bidirectional Algorithm, W4).
constexpr QChar Blank(0x2007);
// These take no room.
constexpr QChar WordJoiner(0x2060);
constexpr QChar LineBreak(0x200b);
constexpr int LongestEmoji = 40; ///< UTF-16 units; longer ones are nonsense

QTextCharFormat formatOf(const InlinePicture &picture, const QFont &font)
{
    const qreal spacing = picture.size.width() - QFontMetricsF(font).horizontalAdvance(Blank);
    QTextCharFormat format;
    if (!picture.isEmoji()) {
        format.setFont(font); // not that of the words around it, nor their line below
        format.setFontUnderline(false);
    }
    format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    format.setFontLetterSpacing(spacing);
    return format;
}

}

InlinePictures InlinePictures::ofEmoji(QStringView text, const QFont &font)
{
    InlinePictures found;
    QSize size;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = EmojiText::endOf(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        const QStringView emoji = text.sliced(at, end - at);
        if (emoji.size() <= LongestEmoji && EmojiFont::canPaint(emoji.toString())) {
            if (size.isEmpty())
                size = EmojiFont::sizeIn(font);
            found.m_pictures.append({int(at), int(emoji.size()), size, {}});
        }
        at = end;
    }
    return found;
}

void InlinePictures::merge(const InlinePictures &others)
{
    QList<InlinePicture> both = m_pictures;
    for (const InlinePicture &other : others.m_pictures) {
        const auto next = firstAfter(other.start);
        if (next == m_pictures.cend() || next->start >= other.end())
            both.append(other);
    }
    if (both.size() == m_pictures.size())
        return;
    m_pictures = both;
    std::sort(m_pictures.begin(), m_pictures.end(),
              [](const InlinePicture &a, const InlinePicture &b) { return a.start < b.start; });
}

void InlinePictures::removeIf(const std::function<bool(const InlinePicture &)> &matches)
{
    m_pictures.removeIf(matches);
}

void InlinePictures::makeBlank(QString &shown, int start) const
{
    const int end = start + int(shown.size());
    for (auto picture = firstAfter(start); picture != m_pictures.cend() && picture->start < end; ++picture) {
        const int first = qMax(picture->start, start) - start;
        const int last = qMin(picture->end(), end) - start;
        std::fill(shown.begin() + first, shown.begin() + last, WordJoiner);
        if (picture->start >= start)
            shown[first] = Blank;
        const auto next = std::next(picture);
        const bool isFollowed = (next != m_pictures.cend() && next->start == picture->end()) ||
                                (last < shown.size() && shown.at(last).isLetter());
        if (isFollowed && picture->length > 1 && picture->end() <= end)
            shown[last - 1] = LineBreak; // where nothing stands between, as behind other pictures
    }
}

QList<QTextLayout::FormatRange> InlinePictures::formats(int start, int length, const QFont &font) const
{
    QList<QTextLayout::FormatRange> formats;
    for (auto picture = firstAfter(start); picture != m_pictures.cend() && picture->start < start + length;
         ++picture) {
        if (picture->start < start)
            continue;
        const bool isAsBefore = !formats.isEmpty() && std::prev(picture)->size == picture->size &&
                                std::prev(picture)->isEmoji() == picture->isEmoji();
        formats.append(
            {picture->start - start, 1, isAsBefore ? formats.constLast().format : formatOf(*picture, font)});
    }
    return formats;
}

QList<InlinePictures::Placed> InlinePictures::placed(const QTextLayout &layout, int start,
                                                     const QFont &font) const
{
    QList<Placed> places;
    const int end = start + int(layout.text().size());
    const auto first = firstAfter(start);
    if (first == m_pictures.cend() || first->start >= end)
        return places;
    const QFontMetricsF metrics(font);
    for (auto picture = first; picture != m_pictures.cend() && picture->start < end; ++picture) {
        const int at = picture->start - start;
        const QTextLine line = at < 0 ? QTextLine() : layout.lineForTextPosition(at);
        if (!line.isValid())
            continue; // it goes on from another paragraph, or is not shown
        const qreal left =
            qMin(line.cursorToX(at, QTextLine::Leading), line.cursorToX(at, QTextLine::Trailing));
        const qreal middle = line.y() + line.ascent() + (metrics.descent() - metrics.ascent()) / 2;
        const QPointF corner(left, middle - picture->size.height() / 2.0);
        places.append({QRectF(corner, picture->size), int(picture - m_pictures.cbegin())});
    }
    return places;
}

int InlinePictures::highest(int start, int length) const
{
    int highest = 0;
    for (auto picture = firstAfter(start); picture != m_pictures.cend() && picture->start < start + length;
         ++picture) {
        if (picture->start >= start)
            highest = qMax(highest, picture->size.height());
    }
    return highest;
}

const InlinePicture *InlinePictures::around(int position) const
{
    const auto picture = firstAfter(position);
    return picture != m_pictures.cend() && picture->start < position ? &*picture : nullptr;
}

/// The first that ends behind `position`.
QList<InlinePicture>::const_iterator InlinePictures::firstAfter(int position) const
{
    return std::partition_point(
        m_pictures.cbegin(), m_pictures.cend(),
        [position](const InlinePicture &picture) { return picture.end() <= position; });
}

}
