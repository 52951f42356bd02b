// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundwords.h"
#include "widgets/bodyparts.h"
#include "widgets/bodytext.h"
#include "widgets/smallpicture.h"

#include <QCoreApplication>
#include <QUrl>

class QPainter;

namespace linnet {

struct TimelineItem;
class RowStyle;

/// The body of a message, laid out for one width: one text without formatting, or the blocks of a formatted
/// one. Long ones are laid out only up to ShownLines. Owned by a RowLayout; points are relative to its top
/// left corner, positions those of RowLayout::plainText(), but of a file's caption only. GUI thread.
class RowBody
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RowBody)

public:
    static constexpr int ShownLines = 24;

    struct Hit
    {
        enum class Part { None, Text, Link, Picture, Spoiler, Copy };
        Part part = Part::None;
        /// Of Link: what it says; of Picture: its name; of Spoiler: what it hides; of Copy: the code.
        QString text;
        QUrl url; ///< of Link
    };

    /// `rich` empty: without formatting.
    RowBody(const TimelineItem &item, const RichText &rich, const RowStyle &style, int width,
            const RowOpened &opened);

    int width() const { return m_width; } ///< as given, or less where text runs against its view
    int height() const { return m_parts.height; }
    bool isCut() const { return m_parts.isCut; } ///< there is more than is shown
    QList<Hit> links() const;                    ///< of what is shown, in its order
    QList<Hit> spoilers() const;                 ///< that are still hidden
    QList<Hit> codes() const;
    QList<QRect> copyButtons() const; ///< their places, where they are shown

    /// The last line, as wide as its words; null if more follows, or no text ends the message.
    QRect lastLine() const;
    /// Where words that are looked for are shown.
    QList<QRectF> rectsOf(const FoundWords &words) const;
    /// The nearest position between two characters.
    int positionAt(const QPointF &point) const;
    Hit hitTest(const QPointF &point) const;
    /// What is not to be seen of what is at `point`: where a link leads to, why a text is hidden.
    QString toolTip(const QPointF &point) const;

    /// How it is painted.
    struct Look
    {
        QColor colour;
        int selectionStart = 0; ///< up to selectionEnd in the palette's highlight
        int selectionEnd = 0;
        QPoint mouse{-1, -1};      ///< where it is, if it is over the row
        SmallPicture smallPicture; ///< null: there are none
    };
    /// Asks for the colours of code that is still plain.
    void draw(QPainter &painter, const QPoint &origin, const RowStyle &style, const Look &look) const;
    bool showsPicture(const QString &url) const;
    bool isWaitingFor(const QString &code) const; ///< for its colours
    bool hasPills() const;

    static QString copyWord() { return tr("Copy"); } ///< what the button on code says

private:
    using Piece = BodyParts::Piece;

    void makePlain(const TimelineItem &item, const RowStyle &style, const RowOpened &opened);
    void makeRich(const TimelineItem &item, const RichText &rich, const RowStyle &style, int room,
                  const RowOpened &opened);
    const Piece *nearestPiece(const QPointF &point) const;
    const BodyText::Spoiler *spoilerAt(const QPointF &point) const;
    void drawShape(QPainter &painter, const QPoint &origin, const BodyParts::Shape &shape,
                   const RowStyle &style) const;
    void drawPicture(QPainter &painter, const QRect &place, const QPixmap &pixmap,
                     const RowStyle &style) const;
    void drawCopy(QPainter &painter, const QPoint &origin, const RowStyle &style, const QPoint &mouse) const;

    BodyParts m_parts;
    int m_width = 0;
    QList<BodyText::Spoiler> m_hidden;
    int m_size = 0; ///< of the whole text, shown or not
};

}
