// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inlinepicture.h"
#include "widgets/linkifier.h"
#include "widgets/textpatch.h"

#include <QPalette>
#include <QPointF>
#include <QRect>
#include <QTextLayout>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace linnet {

/// A stretch of text, wrapped: one paragraph a line of the source, each with its own base direction. Long
/// texts are laid out only up to a number of lines. Never reads its text as HTML. Made for one width; owned
/// by a RowBody. Positions are indexes into text(). GUI thread.
class RowText
{
public:
    struct Format
    {
        QFont font;
        QColor linkColour;
        int lineHeight = 0;
        int width = 0;
        Qt::LayoutDirection direction = Qt::LeftToRight; ///< of paragraphs that have none of their own
        int maxLines = 0;                                ///< 0: all
        bool hasLinks = true; ///< those in the text are found, besides the ones given
        bool isCode = false;  ///< tabs and emoji stay; every paragraph runs in `direction`
    };
    /// Other looks for a part of the text, such as the name in an emote.
    struct Span
    {
        int start;
        int length;
        QTextCharFormat format;
    };
    using Patch = TextPatch;
    using Picture = InlinePicture;
    /// What is known of parts of the text. Each list in order, without overlaps.
    struct Marks
    {
        QList<Span> spans;
        QList<Patch> patches;
        QList<Link> links;
        QList<Picture> pictures;
    };
    using DrawPicture = std::function<void(const QRect &place, const Picture &picture)>; ///< no emoji

    RowText(const QString &text, const Format &format, const Marks &marks = {});
    /// The same where everything else runs in `side`: no wider than its words if these run the other way, so
    /// that they stand where it begins, and not at the far end.
    static RowText beside(const QString &text, Format format, Qt::LayoutDirection side,
                          const Marks &marks = {});

    const QString &text() const { return m_text; } ///< all of it, shown or not
    int height() const { return m_height; }
    int width() const { return m_width; }
    int naturalWidth() const { return m_naturalWidth; } ///< of its widest line, as it is wrapped
    /// Whether a paragraph begins at the other side than `direction` does.
    bool isAgainst(Qt::LayoutDirection direction) const;
    int lineCount() const { return m_lineCount; }
    bool isCut() const { return m_isCut; } ///< there is more than is shown
    const QList<Link> &links() const { return m_links; }
    const QList<Picture> &pictures() const { return m_pictures.all(); } ///< those of emoji, too
    QRectF lastLine() const;                                            ///< as wide as its words

    /// The nearest position between two characters; never inside of what a picture stands for.
    int positionAt(const QPointF &point) const;
    /// Where a part of the text is shown, line by line.
    QList<QRectF> rectsOf(int start, int length) const;
    /// The character under `point`; -1 if there is only the room beside the text.
    int characterAt(const QPointF &point) const;

    /// `selectionStart` < `selectionEnd` are painted in the palette's highlight.
    void draw(QPainter &painter, const QPointF &origin, const QColor &colour, const QPalette &palette,
              int selectionStart, int selectionEnd, const DrawPicture &drawPicture = {}) const;

    /// The direction of the first strong character, else `fallback` (Unicode Bidirectional Algorithm, P2).
    static Qt::LayoutDirection baseDirection(QStringView text, Qt::LayoutDirection fallback);
    /// As much of the beginning of a text of `size` characters as so many lines could hold; 0 lines: all.
    static int mostShown(qsizetype size, int maxLines);

private:
    struct PlacedPatch
    {
        QRectF rect;
        int patch; ///< index
    };
    struct Paragraph
    {
        std::unique_ptr<QTextLayout> layout;
        int start = 0;
        int length = 0;
        qreal top = 0;
        qreal bottom = 0;
        QList<PlacedPatch> patches;
        QList<InlinePictures::Placed> pictures;
    };

    void addEmoji(const Format &format, const QList<Span> &spans, int shown);
    void add(int start, int length, const Format &format, const Marks &marks, int &linesLeft);
    QList<QTextLayout::FormatRange> formatsOf(const Paragraph &paragraph, const Format &format,
                                              const QList<Span> &spans) const;
    void layLines(Paragraph &paragraph, const Format &format, int &linesLeft);
    void placePatches(Paragraph &paragraph, const Format &format) const;
    QString displayed(int start, int length, bool hasTabs) const;
    void drawPatches(QPainter &painter, const QPointF &origin, const Paragraph &paragraph,
                     bool areCovers) const;
    const Paragraph *paragraphAt(qreal y) const;
    static QTextLine lineAt(const Paragraph &paragraph, qreal y);

    QString m_text;
    QList<Link> m_links;
    QList<Patch> m_patches;
    InlinePictures m_pictures;
    std::vector<Paragraph> m_paragraphs;
    int m_height = 0;
    int m_width = 0; ///< it was made for
    int m_naturalWidth = 0;
    int m_lineCount = 0;
    bool m_isCut = false;
};

}
