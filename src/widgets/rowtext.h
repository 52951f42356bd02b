// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linkifier.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPointF>
#include <QString>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace linnet {

/// A block of plain text, wrapped: one paragraph a line of the source, each with its own base direction,
/// links found and marked. Long texts are laid out only up to a number of lines. Never reads its text as
/// HTML. Made for one width; owned by a RowLayout. Positions are indexes into text(). GUI thread.
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
        bool hasLinks = true;
    };
    /// Other looks for a part of the text, such as the name in an emote.
    struct Span
    {
        int start;
        int length;
        QTextCharFormat format;
    };

    RowText(const QString &text, const Format &format, const QList<Span> &spans = {});

    const QString &text() const { return m_text; } ///< all of it, shown or not
    int height() const { return m_height; }
    int usedWidth() const { return m_usedWidth; }
    bool isCut() const { return m_isCut; } ///< there is more than is shown
    const QList<Link> &links() const { return m_links; }
    QRectF lastLine() const; ///< as wide as its words

    /// The nearest position between two characters.
    int positionAt(const QPointF &point) const;
    /// Whether there is text under `point`, not only the room beside it.
    bool hasTextAt(const QPointF &point) const;
    const Link *linkAt(const QPointF &point) const;

    /// `selectionStart` < `selectionEnd` are painted in the palette's highlight.
    void draw(QPainter &painter, const QPointF &origin, const QColor &colour, const QPalette &palette,
              int selectionStart, int selectionEnd) const;

    /// The direction of the first strong character, else `fallback` (Unicode Bidirectional Algorithm, P2).
    static Qt::LayoutDirection baseDirection(QStringView text, Qt::LayoutDirection fallback);

private:
    struct Paragraph
    {
        std::unique_ptr<QTextLayout> layout;
        int start = 0;
        int length = 0;
        qreal top = 0;
        qreal bottom = 0;
    };

    int shownLength(int maxLines) const;
    void add(int start, int length, const Format &format, const QList<Span> &spans, int &linesLeft);
    const Paragraph *paragraphAt(qreal y) const;
    static QTextLine lineAt(const Paragraph &paragraph, qreal y);

    QString m_text;
    QList<Link> m_links;
    std::vector<Paragraph> m_paragraphs;
    int m_height = 0;
    int m_usedWidth = 0;
    bool m_isCut = false;
};

}
