// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodyplacer.h"

#include "matrix/displayname.h"
#include "widgets/bodytable.h"
#include "widgets/emojitext.h"
#include "widgets/rowbody.h"
#include "widgets/rowstyle.h"

#include <QFontMetrics>

#include <algorithm>
#include <limits>

namespace linnet {

namespace {

using Kind = RichText::Block::Kind;
using Shape = BodyParts::Shape;

constexpr int MostLevels = 6;
constexpr int QuoteUnits = 3;
constexpr int ListUnits = 5;
constexpr int MostListUnits = 24;
constexpr int LeastTextUnits = 24; ///< of what stands in lists
constexpr int LeastCodeUnits = 20; ///< beside its button

bool isContained(const RichText::Block &block)
{
    return block.quotes > 0 || block.indent > 0;
}

bool isOnlyEmoji(const RichText &rich)
{
    if (rich.blocks.size() != 1)
        return false;
    const RichText::Block &block = rich.blocks.first();
    if (block.kind != Kind::Text || isContained(block))
        return false;
    QString rest;
    int end = 0;
    int pictures = 0;
    for (const RichText::Span &span : block.spans) {
        if (!span.image.isEmpty() && !(span.styles & RichText::Span::Emoticon))
            return false;
        if (span.image.isEmpty())
            continue;
        ++pictures;
        rest += QStringView(block.text).sliced(end, span.start - end);
        end = span.start + span.length;
    }
    rest += QStringView(block.text).sliced(end);
    return EmojiText::isOnlyFew(rest, pictures);
}

/// What decides from which side a block is read.
QString leadingText(const RichText::Block &block)
{
    const bool hasCell = !block.rows.isEmpty() && !block.rows.first().isEmpty();
    return hasCell ? block.rows.first().first().text : block.text;
}

}

BodyPlacer::BodyPlacer(BodyParts &parts, const BodyMaker &maker, const RowStyle &style, const Space &space)
    : m_parts(parts), m_maker(maker), m_style(style), m_space(space),
      m_linesLeft(space.maxLines > 0 ? space.maxLines : std::numeric_limits<int>::max())
{
    const int unit = style.unit;
    m_mostLevels = qBound(1, (space.room - LeastTextUnits * unit) / (ListUnits * unit), MostLevels);
}

void BodyPlacer::place(const RichText &rich, const RowText::Marks &name)
{
    m_isOnlyEmoji = isOnlyEmoji(rich);
    const QList<Block> &blocks = rich.blocks;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        if (m_linesLeft <= 0) {
            m_parts.isCut = true;
            break;
        }
        const Block &block = blocks.at(i);
        if (i == 0 || !isContained(blocks.at(i - 1)) || !isContained(block))
            beginRun(blocks, i);
        endQuotes(quoteLevels(block));
        if (i > 0)
            m_y += gapBetween(blocks.at(i - 1), block);
        else if (block.kind == Kind::Code || block.kind == Kind::Table)
            m_y += m_style.unit / 2; // their edge is not that of their text
        while (m_quoteStarts.size() < quoteLevels(block))
            m_quoteStarts.append(m_y);
        placeBlock(block, i == 0 ? name : RowText::Marks());
    }
    endQuotes(0);
    m_parts.height = m_y;
}

/// Quotations and lists are read from one side as a whole, whatever single lines in them do.
void BodyPlacer::beginRun(const QList<Block> &blocks, qsizetype first)
{
    Qt::LayoutDirection direction = m_space.direction;
    bool isDecided = false;
    QList<QString> longest;
    // No more blocks than lines are shown.
    const qsizetype last =
        qMin(blocks.size(), m_space.maxLines > 0 ? first + m_space.maxLines : blocks.size());
    for (qsizetype i = first; i < last && (i == first || isContained(blocks.at(i))); ++i) {
        const Block &block = blocks.at(i);
        if (!isDecided) {
            const QString text = leadingText(block);
            direction = RowText::baseDirection(text, Qt::LeftToRight);
            isDecided = direction == RowText::baseDirection(text, Qt::RightToLeft);
        }
        const int levels = listLevels(block);
        while (longest.size() < levels)
            longest.append(QString());
        if (levels > 0 && block.marker.size() > longest.at(levels - 1).size())
            longest[levels - 1] = block.marker;
    }
    m_isRtl = (isDecided ? direction : m_space.direction) == Qt::RightToLeft;
    m_markerRoom.clear();
    const QFontMetrics metrics(m_style.font);
    const int unit = m_style.unit;
    int left = m_space.room - LeastTextUnits * unit;
    for (const QString &marker : longest) {
        const int wide = metrics.horizontalAdvance(marker.left(20)) + unit + unit / 2;
        const int most = qMax(ListUnits * unit, qMin(MostListUnits * unit, left));
        m_markerRoom.append(qBound(ListUnits * unit, wide, most));
        left -= m_markerRoom.last();
    }
}

void BodyPlacer::endQuotes(int quotes)
{
    while (m_quoteStarts.size() > quotes) {
        const int inset = int(m_quoteStarts.size() - 1) * QuoteUnits * m_style.unit;
        const int top = m_quoteStarts.takeLast();
        m_parts.shapes.append({Shape::Kind::QuoteBar, placed(inset, top, 2, m_y - top), {}, m_isRtl});
    }
}

int BodyPlacer::gapBetween(const Block &above, const Block &below) const
{
    const int unit = m_style.unit;
    if (below.kind == Kind::Heading)
        return 2 * unit + unit / 2;
    if (above.kind == Kind::Heading)
        return unit;
    const bool isTight = above.kind == Kind::Text && below.kind == Kind::Text && above.indent > 0 &&
                         below.indent > 0 && above.quotes == below.quotes && !below.marker.isEmpty();
    return isTight ? unit / 2 : unit + unit / 2;
}

int BodyPlacer::quoteLevels(const Block &block) const
{
    return qBound(0, block.quotes, m_mostLevels);
}

int BodyPlacer::listLevels(const Block &block) const
{
    return qBound(0, block.indent, qMax(1, m_mostLevels - quoteLevels(block)));
}

BodyPlacer::Frame BodyPlacer::frameOf(const Block &block) const
{
    int inset = quoteLevels(block) * QuoteUnits * m_style.unit;
    for (int level = 0; level < listLevels(block); ++level)
        inset += level < m_markerRoom.size() ? m_markerRoom.at(level) : ListUnits * m_style.unit;
    inset = qMin(inset, m_space.room / 2);
    return {inset, m_space.width - inset};
}

QRect BodyPlacer::placed(int inset, int y, int width, int height) const
{
    return {m_isRtl ? m_space.width - inset - width : inset, y, width, height};
}

RowText::Format BodyPlacer::formatOf(const QFont &font, int lineHeight, int width) const
{
    RowText::Format format;
    format.font = font;
    format.lineHeight = lineHeight;
    format.width = qMax(1, width);
    format.direction = m_isRtl ? Qt::RightToLeft : Qt::LeftToRight;
    format.maxLines = m_space.maxLines > 0 ? m_linesLeft : 0;
    return format;
}

void BodyPlacer::took(int lines)
{
    m_linesLeft -= lines;
}

void BodyPlacer::needs(int width, bool isAgainst)
{
    m_parts.needed = qMax(m_parts.needed, qMin(width, m_space.width));
    m_parts.isAgainst = m_parts.isAgainst || isAgainst;
}

void BodyPlacer::placeBlock(const Block &block, const RowText::Marks &name)
{
    switch (block.kind) {
    case Kind::Text:
    case Kind::Heading:
        placeText(block, name);
        break;
    case Kind::Code:
        placeCode(block);
        break;
    case Kind::Rule:
        placeRule(block);
        break;
    case Kind::Table: {
        placeMarker(block, m_style.lineHeight);
        const Frame frame = frameOf(block);
        BodyTable table(m_parts, m_maker, m_style, formatOf(m_style.font, m_style.lineHeight, frame.width));
        const BodyTable::Taken taken =
            table.place(block.rows, m_part, placed(frame.inset, m_y, frame.width, 0), m_linesLeft);
        needs(frame.inset + taken.width, m_isRtl != m_style.isRtl());
        m_part += taken.cells;
        m_y += taken.height;
        took(taken.lines);
        break;
    }
    }
}

void BodyPlacer::placeText(const Block &block, const RowText::Marks &name)
{
    const Frame frame = frameOf(block);
    QFont font = m_style.font;
    if (block.kind == Kind::Heading)
        font = m_style.body().heading(block.level);
    else if (m_isOnlyEmoji)
        font = m_style.body().emoji;
    const int lineHeight = font == m_style.font ? m_style.lineHeight : RowStyle::lineHeightOf(font);
    placeMarker(block, lineHeight);
    RowText text =
        m_maker.make(m_part, block.text, block.spans, formatOf(font, lineHeight, frame.width), name);
    m_parts.isCut = m_parts.isCut || text.isCut();
    took(text.lineCount());
    needs(frame.inset + text.naturalWidth(),
          text.isAgainst(m_style.direction) || (isContained(block) && m_isRtl != m_style.isRtl()));
    const QPoint origin = placed(frame.inset, m_y, frame.width, 0).topLeft();
    m_y += text.height();
    m_parts.pieces.push_back({std::move(text), origin, m_maker.startOf(m_part++)});
}

void BodyPlacer::placeCode(const Block &block)
{
    const int unit = m_style.unit;
    const int beside = 2 * unit;
    const int above = unit + unit / 2;
    const Frame frame = frameOf(block);
    QRect ground = placed(frame.inset, m_y, frame.width, 0);
    int y = m_y + above;
    placeMarker(block, 2 * above + m_style.body().codeHeight);
    const QFontMetrics copyMetrics(m_style.secondFont);
    const int copyWidth = copyMetrics.horizontalAdvance(RowBody::copyWord()) + 3 * unit;
    const QString language = shortened(cleanName(block.language), 30);
    QRect label;
    if (!language.isEmpty()) {
        label = QRect(ground.x() + beside, y - unit / 2, qMax(0, ground.width() - 2 * beside - copyWidth),
                      m_style.secondHeight);
        y += m_style.secondHeight;
    }
    RowText::Format format =
        formatOf(m_style.body().code, m_style.body().codeHeight, ground.width() - 2 * beside);
    format.direction = Qt::LeftToRight;
    format.isCode = true;
    const QString shown = block.text.endsWith(u'\n') ? block.text.chopped(1) : block.text;
    const auto colours = m_maker.codeMarks(block);
    RowText text = m_maker.make(m_part, shown, block.spans, format, colours.value_or(RowText::Marks()));
    m_parts.isCut = m_parts.isCut || text.isCut();
    took(text.lineCount());
    const int words = qMax(text.naturalWidth(), copyWidth + LeastCodeUnits * unit);
    needs(frame.inset + words + 2 * beside, m_style.isRtl());
    const QPoint origin(ground.x() + beside, y);
    y += text.height() + above;
    ground.setHeight(y - m_y);
    const int copyX = m_style.isRtl() ? ground.x() + unit : ground.x() + ground.width() - copyWidth - unit;
    const QRect copy(copyX, m_y + unit, copyWidth, m_style.secondHeight + unit / 2);
    m_parts.shapes.append({Shape::Kind::Ground, ground, {}, m_isRtl});
    if (!label.isEmpty())
        m_parts.shapes.append({Shape::Kind::Language, label, language, false});
    m_parts.codes.append({ground, copy, block.text, block.language, !colours});
    m_parts.pieces.push_back({std::move(text), origin, m_maker.startOf(m_part++)});
    m_y = y;
}

void BodyPlacer::placeRule(const Block &block)
{
    const Frame frame = frameOf(block);
    placeMarker(block, m_style.lineHeight);
    m_parts.shapes.append(
        {Shape::Kind::Line, placed(frame.inset, m_y + m_style.unit, frame.width, 1), {}, m_isRtl});
    m_y += 2 * m_style.unit + 1;
    ++m_part;
    took(1);
}

void BodyPlacer::placeMarker(const Block &block, int lineHeight)
{
    if (block.marker.isEmpty() || block.indent <= 0)
        return;
    const int level = listLevels(block) - 1;
    const int room = level < m_markerRoom.size() ? m_markerRoom.at(level) : ListUnits * m_style.unit;
    const int gap = m_style.unit + m_style.unit / 2;
    const int inset = frameOf(block).inset;
    const int left = qMax(0, inset - room);
    m_parts.shapes.append({Shape::Kind::Marker, placed(left, m_y, qMax(0, inset - gap - left), lineHeight),
                           block.marker.left(20), m_isRtl});
}
}
