// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepainter.h"

#include "widgets/emojifont.h"
#include "widgets/emojitext.h"
#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextOption>

namespace linnet {

namespace {

constexpr QChar Ellipsis(0x2026);
constexpr qsizetype MostUnits = 4000; ///< of UTF-16 that are looked at for one line
constexpr qreal Unseen = 0.5; ///< what a line may be too wide; what was measured in whole pixels has its room

/// Where so many characters end, each emoji counted as one, and what stands above and below with its letter.
qsizetype endOf(QStringView text, int characters)
{
    text = text.first(qMin(text.size(), MostUnits));
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype end = EmojiText::endOf(text, at);
        const bool isPair = text.at(at).isHighSurrogate() && at + 1 < text.size();
        if (!text.at(at).isMark() && characters-- <= 0)
            break;
        at = end > at ? end : at + (isPair ? 2 : 1);
    }
    return at;
}

}

void LinePainter::paint(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                        const QColor &color, Qt::LayoutDirection direction, bool atEnd) const
{
    Key key{text, font, painter.layoutDirection()};
    key.font.setUnderline(false);
    const Line &shaped = line(key, rect.width());
    const bool isRight = (direction == Qt::RightToLeft) != atEnd;
    const QFontMetricsF metrics(key.font);
    const QTextLine words = shaped.layout.lineAt(0);
    // By the font, not by those that stand in for single characters: lines beside one another are even.
    const qreal baseline = rect.top() + qRound((rect.height() - metrics.height()) / 2 + metrics.ascent());
    const QPointF corner(isRight ? rect.right() + 1 - shaped.width : rect.left(), baseline - words.ascent());
    painter.setPen(color);
    shaped.layout.draw(&painter, corner);
    for (const InlinePictures::Placed &placed : shaped.places) {
        const InlinePicture &emoji = shaped.emoji.all().at(placed.index);
        EmojiFont::paint(painter, placed.rect.translated(corner).toRect(),
                         shaped.text.sliced(emoji.start, emoji.length));
    }
    if (!font.underline())
        return;
    // Not by the font, or a line that is touched by the mouse would be shaped anew.
    painter.fillRect(
        QRectF(corner.x(), baseline + metrics.underlinePos(), shaped.width, qMax(1.0, metrics.lineWidth())),
        color);
}

LinePainter::Line::Line(const QString &shown, const Key &key, QTextOption::WrapMode wrap)
    : text(shown), emoji(InlinePictures::ofEmoji(shown, key.font))
{
    QString words = text;
    emoji.makeBlank(words, 0);
    layout.setText(words);
    layout.setFont(Theme::withEmoji(key.font));
    layout.setFormats(emoji.formats(0, int(text.size()), layout.font()));
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(key.direction);
    option.setWrapMode(wrap);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    layout.createLine();
}

int LinePainter::width(const QString &text, const QFont &font, int most, Qt::LayoutDirection letters) const
{
    return qCeil(line({text, font, letters}, most).width);
}

bool LinePainter::isCut(const QString &text, const QFont &font, int most, Qt::LayoutDirection letters) const
{
    return line({text, font, letters}, most).isCut;
}

QString LinePainter::withoutMiddle(const QString &text, const QFont &font, int most,
                                   Qt::LayoutDirection letters) const
{
    if (!isCut(text, font, most, letters))
        return text;
    QList<qsizetype> ends{0};
    QTextBoundaryFinder graphemes(QTextBoundaryFinder::Grapheme, text);
    while (graphemes.toNextBoundary() > 0)
        ends.append(graphemes.position());
    const auto keeping = [&](qsizetype characters) {
        const qsizetype head = ends.at(characters / 2);
        const qsizetype tail = ends.at(ends.size() - 1 - (characters + 1) / 2);
        return QString(text.first(head) + Ellipsis + text.sliced(tail));
    };
    qsizetype fitting = 0;
    qsizetype tooMany = qMin<qsizetype>(ends.size() - 1, qMax(most, 1));
    while (tooMany - fitting > 1) {
        const qsizetype middle = (fitting + tooMany) / 2;
        (isCut(keeping(middle), font, most, letters) ? tooMany : fitting) = middle;
    }
    return keeping(fitting);
}

const LinePainter::Line &LinePainter::line(const Key &key, int room) const
{
    const Line *known = m_lines.object(key);
    const bool fits = known && known->width <= room + Unseen && (!known->isCut || room <= known->room);
    if (fits)
        return *known;
    Line *made = shape(key, room).release();
    m_lines.insert(key, made);
    return *made;
}

std::unique_ptr<LinePainter::Line> LinePainter::shape(const Key &key, int room)
{
    // Nothing that is read is so narrow; what comes after would be shaped for nothing.
    const qsizetype most = endOf(key.text, qMax(room, 0) / 2);
    const qreal width = room + Unseen;
    auto line = std::make_unique<Line>(key.text.left(most), key, QTextOption::WrapAnywhere);
    QTextLine words = line->layout.lineAt(0);
    words.setLineWidth(width);
    qsizetype fitting = words.textLength();
    if (fitting < key.text.size()) {
        const qreal left = width - QFontMetricsF(line->layout.font()).horizontalAdvance(Ellipsis);
        words.setLineWidth(qMax(left, 0.0));
        fitting = words.naturalTextWidth() <= left ? words.textLength() : 0;
        const QString beginning = line->text;
        // Where it is cut, an Arabic letter may become a wider one.
        do {
            if (const InlinePicture *picture = line->emoji.around(int(fitting)))
                fitting = picture->start;
            if (fitting > 0 && fitting < beginning.size() && beginning.at(fitting).isLowSurrogate())
                --fitting;
            while (fitting > 0 && beginning.at(fitting - 1) == u' ') // not measured at the end of a line
                --fitting;
            const QString shown = left < 0 ? QString() : QString(beginning.first(fitting) + Ellipsis);
            line = std::make_unique<Line>(shown, key, QTextOption::NoWrap);
            words = line->layout.lineAt(0);
            words.setLineWidth(width);
        } while (words.naturalTextWidth() > width && fitting-- > 0);
        line->isCut = true;
    }
    line->layout.endLayout();
    line->places = line->emoji.placed(line->layout, 0, line->layout.font());
    line->width = words.naturalTextWidth();
    line->room = room;
    return line;
}

}
