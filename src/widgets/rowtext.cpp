// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowtext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

// No line holds more than this, so a text of one endless word is not shaped in full to show its beginning.
constexpr int CharactersPerShownLine = 160;

bool isParagraphEnd(QChar c)
{
    return c == u'\n' || c == QChar::ParagraphSeparator || c == QChar::LineSeparator;
}

/// Characters that would make a gap or a box, one for one so that positions stay.
QString displayed(QStringView text)
{
    QString shown = text.toString();
    for (QChar &c : shown) {
        if (c == u'\t' || c == u'\r' || c == u'\v' || c == u'\f' || c == QChar::ObjectReplacementCharacter)
            c = u' ';
        else if (c.category() == QChar::Other_Control)
            c = QChar(0x200b);
    }
    return shown;
}

}

RowText::RowText(const QString &text, const Format &format, const QList<Span> &spans) : m_text(text)
{
    const int shown = shownLength(format.maxLines);
    m_isCut = shown < m_text.size();
    if (format.hasLinks)
        m_links = Linkifier::links(QStringView(m_text).first(shown));
    int linesLeft = format.maxLines > 0 ? format.maxLines : std::numeric_limits<int>::max();
    int start = 0;
    while (start <= shown && linesLeft > 0) {
        int end = start;
        while (end < shown && !isParagraphEnd(m_text.at(end)))
            ++end;
        add(start, end - start, format, spans, linesLeft);
        start = end + 1;
    }
    if (start <= shown)
        m_isCut = true;
}

int RowText::shownLength(int maxLines) const
{
    const int size = int(m_text.size());
    if (maxLines <= 0 || size <= maxLines * CharactersPerShownLine)
        return size;
    int shown = maxLines * CharactersPerShownLine;
    if (m_text.at(shown - 1).isHighSurrogate())
        --shown;
    return shown;
}

void RowText::add(int start, int length, const Format &format, const QList<Span> &spans, int &linesLeft)
{
    const QStringView source = QStringView(m_text).sliced(start, length);
    Paragraph paragraph;
    paragraph.start = start;
    paragraph.length = length;
    paragraph.top = m_height;
    paragraph.layout = std::make_unique<QTextLayout>(displayed(source), format.font);
    QTextLayout &layout = *paragraph.layout;
    const Qt::LayoutDirection direction = baseDirection(source, format.direction);
    QTextOption option(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(direction);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);

    QList<QTextLayout::FormatRange> formats;
    const auto addFormat = [&](int from, int count, const QTextCharFormat &charFormat) {
        const int first = qMax(from, start);
        const int last = qMin(from + count, start + length);
        if (first < last)
            formats.append({first - start, last - first, charFormat});
    };
    QTextCharFormat linkFormat;
    linkFormat.setForeground(format.linkColour);
    linkFormat.setFontUnderline(true);
    for (const Link &link : m_links)
        addFormat(link.start, link.length, linkFormat);
    for (const Span &span : spans)
        addFormat(span.start, span.length, span.format);
    layout.setFormats(formats);

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
        const qreal step = isHigh ? qCeil(natural) : format.lineHeight;
        const qreal ascent = isHigh ? line.ascent() : metrics.ascent();
        const qreal descent = isHigh ? line.descent() : metrics.descent();
        const qreal baseline = y + qRound((step - ascent - descent) / 2 + ascent);
        line.setPosition(QPointF(0, baseline - line.ascent()));
        m_usedWidth = qMax(m_usedWidth, qMin(format.width, qCeil(line.naturalTextWidth())));
        y += step;
    }
    layout.endLayout();
    m_isCut = m_isCut || laidOut < length;
    m_height = qCeil(y);
    paragraph.bottom = y;
    m_paragraphs.push_back(std::move(paragraph));
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
    return paragraph->start + (line.isValid() ? line.xToCursor(point.x()) : 0);
}

bool RowText::hasTextAt(const QPointF &point) const
{
    const Paragraph *paragraph = paragraphAt(point.y());
    if (!paragraph || point.y() < 0 || point.y() >= m_height)
        return false;
    const QTextLine line = lineAt(*paragraph, point.y());
    if (!line.isValid())
        return false;
    const QRectF used = line.naturalTextRect();
    return point.x() >= used.left() && point.x() < used.right();
}

const Link *RowText::linkAt(const QPointF &point) const
{
    if (m_links.isEmpty() || !hasTextAt(point))
        return nullptr;
    const Paragraph *paragraph = paragraphAt(point.y());
    const QTextLine line = lineAt(*paragraph, point.y());
    const int position = paragraph->start + line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
    for (const Link &link : m_links) {
        if (position >= link.start && position < link.start + link.length)
            return &link;
    }
    return nullptr;
}

void RowText::draw(QPainter &painter, const QPointF &origin, const QColor &colour, const QPalette &palette,
                   int selectionStart, int selectionEnd) const
{
    painter.setPen(colour);
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
        paragraph.layout->draw(&painter, origin, selections, clip);
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
