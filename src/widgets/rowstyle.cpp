// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowstyle.h"

#include "widgets/bodyguess.h"
#include "widgets/emojitext.h"
#include "widgets/rowextras.h"
#include "widgets/rowpicture.h"
#include "widgets/rowtext.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <QWidget>

#include <cmath>

namespace linnet {

namespace {

constexpr int CharactersInLine = 90;
constexpr int KeptLines = 1000; ///< of a few screens

}

RowStyle::RowStyle(const QPalette &widgetPalette, const QFont &widgetFont,
                   Qt::LayoutDirection layoutDirection, int viewWidth, qreal pixelRatio)
    : theme(widgetPalette), palette(widgetPalette), font(Theme::withEmoji(widgetFont)),
      nameFont(Theme::name(font)), boldFont(font), secondFont(Theme::scaled(font, 0.92)),
      timeFont(Theme::scaled(font, 0.85)), strongSecondFont(secondFont), strongTimeFont(timeFont),
      ratio(pixelRatio), direction(layoutDirection), m_lines(std::make_shared<LinePainter>(KeptLines))
{
    boldFont.setWeight(QFont::Medium);
    strongSecondFont.setWeight(nameFont.weight());
    strongTimeFont.setWeight(nameFont.weight());
    link = Theme::readable(theme.accent, theme.text, theme.base);
    mentionBar = Theme::readable(theme.warning, theme.text, theme.base, 3);
    unit = qMax(1, Theme::units(1, font));
    lineHeight = lineHeightOf(font);
    secondHeight = lineHeightOf(secondFont);
    static const QString sample =
        QStringLiteral("A line of ordinary words, as people write them to one another.");
    charWidth = QFontMetricsF(font).horizontalAdvance(sample) / qreal(sample.size());
    width = qMax(viewWidth, 1);
    setDensity(Density::Comfortable);
}

RowStyle::RowStyle(const QWidget &widget, int viewWidth)
    : RowStyle(widget.palette(), widget.font(), widget.layoutDirection(), viewWidth,
               widget.devicePixelRatioF())
{
}

void RowStyle::setDensity(Density density)
{
    isCompact = density == Density::Compact;
    avatar = Theme::units(isCompact ? 5 : 9, font);
    const int gutter = (isCompact ? 10 : 14) * unit;
    // Who has read a row stands beside it, where its text never comes.
    const int margin = readersWidth() + unit;
    const int longest = qCeil(charWidth * CharactersInLine);
    textWidth = qBound(16 * unit, width - gutter - margin, longest);
    columnWidth = gutter + textWidth + margin;
    columnLeft = qMax(0, (width - columnWidth) / 2);
    textLeft = columnLeft + gutter;
}

int RowStyle::lineWidth(const QString &text, const QFont &lineFont, int most) const
{
    return m_lines->width(text, lineFont, most, RowText::baseDirection(text, direction));
}

bool RowStyle::isLineCut(const QString &text, const QFont &lineFont, int most) const
{
    return m_lines->isCut(text, lineFont, most, RowText::baseDirection(text, direction));
}

const BodyStyle &RowStyle::body() const
{
    if (!m_body)
        m_body = std::make_shared<const BodyStyle>(theme, font, link);
    return *m_body;
}

int RowStyle::lineHeightOf(const QFont &font)
{
    const QFontMetricsF metrics(font);
    return qMax(qCeil(metrics.height()), qRound(1.3 * QFontInfo(font).pixelSize()));
}

QRect RowStyle::placed(const QRect &rect) const
{
    return isRtl() ? QRect(width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height()) : rect;
}

bool RowStyle::isMedia(TimelineItem::Kind kind)
{
    using Kind = TimelineItem::Kind;
    return kind == Kind::Image || kind == Kind::Audio || kind == Kind::Video || kind == Kind::File ||
           kind == Kind::Location;
}

bool RowStyle::isMessage(TimelineItem::Kind kind)
{
    return kind != TimelineItem::Kind::State && kind != TimelineItem::Kind::Emote;
}

int RowStyle::topPadding(const TimelineItem &item) const
{
    if (isMessage(item.kind) && item.startsGroup)
        return isCompact ? unit : 2 * unit;
    if (isCompact)
        return 1;
    return isMessage(item.kind) ? unit / 2 : unit / 2 + 1;
}

int RowStyle::guessHeight(const TimelineItem &item) const
{
    int height = topPadding(item) + bottomPadding();
    if (item.startsDay)
        height += dateHeight();
    if (item.startsUnread)
        height += unreadHeight();
    if (item.startsGroup && isMessage(item.kind))
        height += nameHeight();
    height += RowExtras::guess(item, *this);
    if (item.poll)
        return height;
    if (item.kind == TimelineItem::Kind::State)
        return height + secondHeight;
    if (RowPicture::isShown(item))
        return height + RowPicture::frame(item, *this).size.height() + unit;
    if (isMedia(item.kind))
        return height + 16 * unit;
    if (item.state == TimelineItem::State::Failed)
        height += 6 * unit;
    const int perLine = qMax(1, int(textWidth / charWidth));
    if (!item.html.isEmpty())
        return height + BodyGuess::height(item.html, perLine, *this);
    if (EmojiText::isOnlyFew(item.text))
        return height + qRound(EmojiText::Scale * lineHeight);
    return height + lineHeight * qBound(1, int(item.text.size() + perLine - 1) / perLine, 24);
}

}
