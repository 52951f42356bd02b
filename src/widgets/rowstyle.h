// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"
#include "widgets/bodystyle.h"
#include "widgets/density.h"
#include "widgets/linepainter.h"
#include "widgets/pills.h"
#include "widgets/theme.h"

#include <QFont>
#include <QRect>

#include <memory>

class QWidget;

namespace linnet {

class CodeColours;
class LinkPreviews;
class Pictures;

/// Everything that is the same for all rows of a timeline: fonts, colours, measures and the column that the
/// text runs in. A value, made anew when font, palette, direction or width change. Logical pixels.
class RowStyle
{
public:
    RowStyle(const QPalette &palette, const QFont &font, Qt::LayoutDirection direction, int width,
             qreal ratio);
    explicit RowStyle(const QWidget &widget, int width);
    void setDensity(Density density); ///< comfortable at first

    Theme theme;
    QPalette palette;
    QColor link; ///< readable on base, whatever the palette's own is
    QColor mentionBar;
    QFont font;
    QFont nameFont;         ///< weight 600
    QFont boldFont;         ///< of a media card's name
    QFont secondFont;       ///< 0.92 of the text
    QFont timeFont;         ///< 0.85 of the text
    QFont strongSecondFont; ///< in the weight of names
    QFont strongTimeFont;   ///< likewise
    int unit = 4;
    int lineHeight = 0;   ///< of text
    int secondHeight = 0; ///< of lines in secondFont
    int width = 0;        ///< of the view
    int columnLeft = 0;   ///< of avatar gutter and text, which are centred in wide views
    int columnWidth = 0;
    int textLeft = 0;
    int textWidth = 0;
    int avatar = 36;
    bool isCompact = false;
    qreal ratio = 1;
    qreal charWidth = 7; ///< of an ordinary character
    Qt::LayoutDirection direction = Qt::LeftToRight;
    UserId self;                        ///< whose mentions stand out
    QStringList servers;                ///< that are in the room, and so may know rooms that it names
    Pills::NameOf nameOf;               ///< of those in pills; empty: ids stand there
    CodeColours *codeColours = nullptr; ///< null: code is plain
    LinkPreviews *previews = nullptr;   ///< null: none are shown
    const Pictures *pictures = nullptr; ///< knows which cannot be had; null: all may
    bool canPlay = false;               ///< sound plays in its row; else it is opened outside

    /// Paints the rows' single lines.
    const LinePainter &lines() const { return *m_lines; }
    /// What has been shaped for `other` is of use for this one too: lines know their fonts.
    void takeLines(const RowStyle &other) { m_lines = other.m_lines; }
    /// How wide one of them is where there is room for `most`. It is shaped here already, not when the row is
    /// painted for the first time.
    int lineWidth(const QString &text, const QFont &font, int most) const;
    bool isLineCut(const QString &text, const QFont &font, int most) const;
    /// What only formatted messages need; made when the first of them is laid out.
    const BodyStyle &body() const;
    bool isRtl() const { return direction == Qt::RightToLeft; }
    /// A rectangle thought of from the left, put where it belongs in the view's direction.
    QRect placed(const QRect &rect) const;
    /// A guess at a row's height, cheap enough for 100,000 rows at once.
    int guessHeight(const TimelineItem &item) const;
    /// The height of one line in `font`: 1.3 times its size, and never less than the font needs.
    static int lineHeightOf(const QFont &font);

    // What stands above a row's own box, and its padding.
    int dateHeight() const { return (isCompact ? 7 : 10) * unit; }
    int unreadHeight() const { return (isCompact ? 5 : 7) * unit; }
    int topPadding(const TimelineItem &item) const;
    int bottomPadding() const { return isCompact ? 1 : unit / 2 + 1; }
    int nameHeight() const { return lineHeightOf(nameFont); }

    // The small pictures of those who have read a row, at the end of the column.
    static constexpr int MostReaders = 3;
    int readerSide() const { return 3 * unit + unit / 2; }
    int readersWidth() const { return MostReaders * (readerSide() + 1); }

    static bool isMedia(TimelineItem::Kind kind);
    /// Rows with an avatar and a name line when they start a group.
    static bool isMessage(TimelineItem::Kind kind);

private:
    std::shared_ptr<LinePainter> m_lines;
    mutable std::shared_ptr<const BodyStyle> m_body;
};

}
