// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linepainter.h"

#include "widgets/emojifont.h"
#include "widgets/emojitext.h"
#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

namespace linnet {

namespace {

constexpr QChar Ellipsis(0x2026);
constexpr qreal Unseen = 0.5; ///< what a line may be too wide; what was measured in whole pixels has its room

/// Where so many characters end, each emoji counted as one.
qsizetype endOf(QStringView text, int characters)
{
    qsizetype at = 0;
    for (; characters > 0 && at < text.size(); --characters) {
        const qsizetype end = EmojiText::endOf(text, at);
        const bool isPair = text.at(at).isHighSurrogate() && at + 1 < text.size();
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

QString LinePainter::elided(const QString &text, const QFont &font, Qt::TextElideMode mode, int most,
                            Qt::LayoutDirection letters) const
{
    const QFontMetrics metrics(Theme::withEmoji(font));
    QString shown = text;
    // Qt takes emoji for narrower than they are painted.
    for (int room = most; room > 0 && isCut(shown, font, most, letters); --room)
        shown = metrics.elidedText(text, mode, room);
    return shown;
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
