// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowtext.h"

#include "widgets/emojifont.h"
#include "widgets/linepieces.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <limits>
#include <utility>

namespace linnet {

namespace {

// No line holds more than this, so a text of one endless word is not shaped in full to show its beginning.
constexpr int CharactersPerShownLine = 160;
constexpr int TabCharacters = 4;

bool isParagraphEnd(QChar c)
{
    return c == u'\n' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator;
}

QTextOption optionOf(Qt::LayoutDirection direction)
{
    QTextOption option(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

/// The first of `marks` that ends behind `position`.
template <typename Mark>
typename QList<Mark>::const_iterator firstAfter(const QList<Mark> &marks, int position)
{
    return std::partition_point(marks.cbegin(), marks.cend(), [position](const Mark &mark) {
        return mark.start + mark.length <= position;
    });
}

qreal patchHeight(const RowText::Format &format)
{
    return qMin(qreal(format.lineHeight), qCeil(QFontMetricsF(format.font).height()) + 2.0);
}

}

RowText::RowText(const QString &text, const Format &format, const Marks &marks)
    : m_text(text), m_links(marks.links), m_patches(marks.patches), m_pictures(marks.pictures),
      m_width(format.width)
{
    const int shown = mostShown(m_text.size(), format.maxLines);
    m_isCut = shown < m_text.size();
    if (format.hasLinks)
        m_links = Linkifier::links(QStringView(m_text).first(shown));
    if (!format.isCode)
        addEmoji(format, marks.spans, shown);
    int linesLeft = format.maxLines > 0 ? format.maxLines : std::numeric_limits<int>::max();
    const int most = linesLeft;
    int start = 0;
    while (start <= shown && linesLeft > 0) {
        int end = start;
        while (end < shown && !isParagraphEnd(m_text.at(end)))
            ++end;
        add(start, end - start, format, marks, linesLeft);
        start = end + 1;
    }
    m_lineCount = most - linesLeft;
    if (start <= shown)
        m_isCut = true;
}

RowText RowText::beside(const QString &text, Format format, Qt::LayoutDirection side, const Marks &marks)
{
    RowText made(text, format, marks);
    if (!made.isAgainst(side))
        return made;
    format.width = made.naturalWidth();
    return RowText(text, format, marks);
}

bool RowText::isAgainst(Qt::LayoutDirection direction) const
{
    return std::any_of(m_paragraphs.cbegin(), m_paragraphs.cend(), [direction](const Paragraph &paragraph) {
        return paragraph.layout->textOption().textDirection() != direction;
    });
}

void RowText::addEmoji(const Format &format, const QList<Span> &spans, int shown)
{
    InlinePictures emoji = InlinePictures::ofEmoji(QStringView(m_text).first(shown), format.font);
    // Qt draws those that are of another size, or have a line through them.
    emoji.removeIf([&spans](const Picture &one) {
        const auto span = firstAfter(spans, one.start);
        return span != spans.cend() && span->start < one.end() &&
               (span->format.hasProperty(QTextFormat::FontPointSize) ||
                span->format.hasProperty(QTextFormat::FontPixelSize) ||
                span->format.hasProperty(QTextFormat::TextVerticalAlignment) || span->format.fontStrikeOut());
    });
    m_pictures.merge(emoji);
}

int RowText::mostShown(qsizetype size, int maxLines)
{
    const qsizetype most = qsizetype(maxLines) * CharactersPerShownLine;
    return int(maxLines <= 0 ? size : qMin(size, most));
}

/// Without what would make a gap or a box, one for one so that positions stay. Where pictures stand
/// there are blanks.
QString RowText::displayed(int start, int length, bool hasTabs) const
{
    QString shown = m_text.sliced(start, length);
    for (QChar &c : shown) {
        if (c == u'\t' && hasTabs)
            continue;
        if (c == u'\t' || c == u'\r' || c == u'\v' || c == u'\f' || c == QChar::ObjectReplacementCharacter)
            c = u' ';
        else if (c.category() == QChar::Other_Control)
            c = QChar(0x200b);
    }
    m_pictures.makeBlank(shown, start);
    return shown;
}

void RowText::add(int start, int length, const Format &format, const Marks &marks, int &linesLeft)
{
    if (length > 0 && m_text.at(start + length - 1).isHighSurrogate())
        --length;
    const QStringView source = QStringView(m_text).sliced(start, length);
    Paragraph paragraph;
    paragraph.start = start;
    paragraph.length = length;
    paragraph.top = m_height;
    paragraph.layout = std::make_unique<QTextLayout>(displayed(start, length, format.isCode), format.font);
    QTextLayout &layout = *paragraph.layout;
    QTextOption option = optionOf(format.isCode ? format.direction : baseDirection(source, format.direction));
    if (format.isCode)
        option.setTabStopDistance(TabCharacters * QFontMetricsF(format.font).horizontalAdvance(u' '));
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.setFormats(formatsOf(paragraph, format, marks.spans));
    layLines(paragraph, format, linesLeft);
    m_paragraphs.push_back(std::move(paragraph));
}

QList<QTextLayout::FormatRange> RowText::formatsOf(const Paragraph &paragraph, const Format &format,
                                                   const QList<Span> &spans) const
{
    QList<QTextLayout::FormatRange> formats;
    const int end = paragraph.start + paragraph.length;
    const auto addFormat = [&](int from, int count, const QTextCharFormat &charFormat) {
        const int first = qMax(from, paragraph.start);
        const int last = qMin(from + count, end);
        if (first < last)
            formats.append({first - paragraph.start, last - first, charFormat});
    };
    QTextCharFormat linkFormat;
    linkFormat.setForeground(format.linkColour);
    linkFormat.setFontUnderline(true);
    for (auto link = firstAfter(m_links, paragraph.start); link != m_links.cend() && link->start < end;
         ++link)
        addFormat(link->start, link->length, linkFormat);
    for (auto span = firstAfter(spans, paragraph.start); span != spans.cend() && span->start < end; ++span)
        addFormat(span->start, span->length, span->format);
    // The blanks around a pill have room for its rounded ends.
    QTextCharFormat wider;
    wider.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    wider.setFontLetterSpacing(TextPatch::pillEnd(patchHeight(format)));
    for (auto patch = firstAfter(m_patches, paragraph.start - 1);
         patch != m_patches.cend() && patch->start <= end; ++patch) {
        for (const int at : {patch->start - 1, patch->start + patch->length}) {
            if (patch->shape == Patch::Shape::Pill && at >= 0 && at < m_text.size() && m_text.at(at) == u' ')
                addFormat(at, 1, wider);
        }
    }
    formats += m_pictures.formats(paragraph.start, paragraph.length, format.font);
    return formats;
}

void RowText::layLines(Paragraph &paragraph, const Format &format, int &linesLeft)
{
    QTextLayout &layout = *paragraph.layout;
    const QFontMetricsF metrics(format.font);
    qreal y = m_height;
    layout.beginLayout();
    int laidOut = 0;
    while (linesLeft > 0) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        --linesLeft;
        line.setLineWidth(format.width);
        laidOut = line.textStart() + line.textLength();
        // Fonts that stand in for single characters are often a little higher; lines stay even all the same.
        const qreal natural = line.ascent() + line.descent();
        const bool isHigh = natural > 1.35 * format.lineHeight;
        const int highest = m_pictures.highest(paragraph.start + line.textStart(), line.textLength());
        const qreal step = qMax(isHigh ? qCeil(natural) : format.lineHeight, highest);
        const qreal ascent = isHigh ? line.ascent() : metrics.ascent();
        const qreal descent = isHigh ? line.descent() : metrics.descent();
        const qreal baseline = y + qRound((step - ascent - descent) / 2 + ascent);
        line.setPosition(QPointF(0, baseline - line.ascent()));
        m_naturalWidth = qMax(m_naturalWidth, qMin(format.width, qCeil(line.naturalTextWidth()) + 1));
        y += step;
    }
    layout.endLayout();
    m_isCut = m_isCut || laidOut < paragraph.length;
    m_height = qCeil(y);
    paragraph.bottom = y;
    if (!m_patches.isEmpty())
        placePatches(paragraph, format);
    paragraph.pictures = m_pictures.placed(layout, paragraph.start, format.font);
}

void RowText::placePatches(Paragraph &paragraph, const Format &format) const
{
    const QFontMetricsF metrics(format.font);
    const qreal height = patchHeight(format);
    const int end = paragraph.start + paragraph.length;
    const LinePieces pieces(paragraph.layout->text());
    for (auto patch = firstAfter(m_patches, paragraph.start); patch != m_patches.cend() && patch->start < end;
         ++patch) {
        const int from = qMax(patch->start, paragraph.start) - paragraph.start;
        const int to = qMin(patch->start + patch->length, end) - paragraph.start;
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            const int first = qMax(from, line.textStart());
            int last = qMin(to, line.textStart() + line.textLength());
            // The blank at which the line was broken.
            while (i + 1 < paragraph.layout->lineCount() && last > first &&
                   m_text.at(paragraph.start + last - 1).isSpace())
                --last;
            if (first >= last)
                continue;
            const qreal middle = line.y() + line.ascent() + (metrics.descent() - metrics.ascent()) / 2;
            for (const QRectF &piece :
                 pieces.of(line, first, last, qRound(middle - height / 2), height, format.width))
                paragraph.patches.append({piece, int(patch - m_patches.cbegin())});
        }
    }
}

const RowText::Paragraph *RowText::paragraphAt(qreal y) const
{
    if (m_paragraphs.empty())
        return nullptr;
    const auto found = std::find_if(m_paragraphs.begin(), m_paragraphs.end(),
                                    [y](const Paragraph &paragraph) { return y < paragraph.bottom; });
    return found == m_paragraphs.end() ? &m_paragraphs.back() : &*found;
}

QTextLine RowText::lineAt(const Paragraph &paragraph, qreal y)
{
    const QTextLayout &layout = *paragraph.layout;
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        if (i + 1 == layout.lineCount() || y < layout.lineAt(i + 1).y())
            return line;
    }
    return {};
}

QRectF RowText::lastLine() const
{
    if (m_paragraphs.empty())
        return {};
    const QTextLayout &layout = *m_paragraphs.back().layout;
    return layout.lineCount() > 0 ? layout.lineAt(layout.lineCount() - 1).naturalTextRect() : QRectF();
}

int RowText::positionAt(const QPointF &point) const
{
    const Paragraph *paragraph = paragraphAt(point.y());
    if (!paragraph || point.y() < 0)
        return 0;
    if (point.y() >= m_height)
        return int(m_isCut ? paragraph->start + paragraph->length : m_text.size());
    const QTextLine line = lineAt(*paragraph, point.y());
    const int position = paragraph->start + (line.isValid() ? line.xToCursor(point.x()) : 0);
    const Picture *picture = m_pictures.around(position);
    return picture ? picture->end() : position;
}

int RowText::characterAt(const QPointF &point) const
{
    const Paragraph *paragraph = paragraphAt(point.y());
    if (!paragraph || point.y() < 0 || point.y() >= m_height)
        return -1;
    const QTextLine line = lineAt(*paragraph, point.y());
    if (!line.isValid())
        return -1;
    const QRectF used = line.naturalTextRect();
    if (point.x() < used.left() || point.x() >= used.right())
        return -1;
    return paragraph->start + line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
}

QList<QRectF> RowText::rectsOf(int start, int length) const
{
    QList<QRectF> rects;
    for (const Paragraph &paragraph : m_paragraphs) {
        if (paragraph.start + paragraph.length <= start || paragraph.start >= start + length)
            continue;
        const LinePieces pieces(paragraph.layout->text());
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            const int first = qMax(start - paragraph.start, line.textStart());
            const int last = qMin(start + length - paragraph.start, line.textStart() + line.textLength());
            if (first >= last)
                continue;
            rects += pieces.of(line, first, last, line.y(), line.ascent() + line.descent(), m_width);
        }
    }
    return rects;
}

void RowText::draw(QPainter &painter, const QPointF &origin, const QColor &colour, const QPalette &palette,
                   int selectionStart, int selectionEnd, const DrawPicture &drawPicture) const
{
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF();
    for (const Paragraph &paragraph : m_paragraphs) {
        if (!clip.isNull() &&
            (origin.y() + paragraph.bottom < clip.top() || origin.y() + paragraph.top > clip.bottom()))
            continue;
        QList<QTextLayout::FormatRange> selections;
        const int first = qMax(selectionStart, paragraph.start);
        const int last = qMin(selectionEnd, paragraph.start + paragraph.length);
        if (first < last) {
            QTextCharFormat format;
            format.setBackground(palette.brush(QPalette::Highlight));
            format.setForeground(palette.brush(QPalette::HighlightedText));
            selections.append({first - paragraph.start, last - first, format});
        }
        drawPatches(painter, origin, paragraph, false);
        painter.setPen(colour);
        paragraph.layout->draw(&painter, origin, selections, clip);
        for (const InlinePictures::Placed &placed : paragraph.pictures) {
            const Picture &picture = m_pictures.all().at(placed.index);
            const QRect place = placed.rect.translated(origin).toRect();
            if (!clip.isNull() && !clip.intersects(place))
                continue;
            if (picture.isEmoji())
                EmojiFont::paint(painter, place, m_text.sliced(picture.start, picture.length));
            else if (drawPicture)
                drawPicture(place, picture);
        }
        drawPatches(painter, origin, paragraph, true);
    }
}

void RowText::drawPatches(QPainter &painter, const QPointF &origin, const Paragraph &paragraph,
                          bool areCovers) const
{
    int labelled = -1; ///< the patch that has said its label already
    for (const PlacedPatch &placed : paragraph.patches) {
        const Patch &patch = m_patches.at(placed.patch);
        if ((patch.shape == Patch::Shape::Cover) != areCovers)
            continue;
        const bool isFirst = std::exchange(labelled, placed.patch) != placed.patch;
        patch.paint(painter, placed.rect.translated(origin), paragraph.layout->font(), isFirst);
    }
}

Qt::LayoutDirection RowText::baseDirection(QStringView text, Qt::LayoutDirection fallback)
{
    int isolates = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t ucs = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            ucs = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        switch (QChar::direction(ucs)) {
        case QChar::DirLRI:
        case QChar::DirRLI:
        case QChar::DirFSI:
            ++isolates;
            break;
        case QChar::DirPDI:
            isolates = qMax(0, isolates - 1);
            break;
        case QChar::DirL:
            if (isolates == 0)
                return Qt::LeftToRight;
            break;
        case QChar::DirR:
        case QChar::DirAL:
            if (isolates == 0)
                return Qt::RightToLeft;
            break;
        default:
            break;
        }
    }
    return fallback;
}

}
