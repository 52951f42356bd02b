// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/messagehtml.h"

#include "bridge/ruststring.h"

#include <QStringList>

namespace linnet {

namespace {

QList<RichText::Span> toSpans(const rust::Vec<rust_bridge::RichSpan> &from, const QStringList &strings)
{
    QList<RichText::Span> spans;
    spans.reserve(qsizetype(from.size()));
    for (const auto &span : from)
        spans.append({int(span.start), int(span.length), int(span.styles), strings.at(span.link),
                      strings.at(span.spoiler), strings.at(span.image),
                      QSize(int(span.image_width), int(span.image_height)), span.colour, span.background});
    return spans;
}

QList<RichText::Cell> toCells(const rust::Vec<rust_bridge::RichCell> &from, const QStringList &strings)
{
    QList<RichText::Cell> cells;
    cells.reserve(qsizetype(from.size()));
    for (const auto &cell : from)
        cells.append({fromRust(cell.text), toSpans(cell.spans, strings), cell.is_header});
    return cells;
}

RichText::Block::Kind toKind(rust_bridge::RichKind kind)
{
    using Kind = RichText::Block::Kind;
    switch (kind) {
    case rust_bridge::RichKind::Heading:
        return Kind::Heading;
    case rust_bridge::RichKind::Code:
        return Kind::Code;
    case rust_bridge::RichKind::Rule:
        return Kind::Rule;
    case rust_bridge::RichKind::Table:
        return Kind::Table;
    case rust_bridge::RichKind::Text:
        break;
    }
    return Kind::Text;
}

RichText::Block toBlock(const rust_bridge::RichBlock &from, const QStringList &strings)
{
    RichText::Block block;
    block.kind = toKind(from.kind);
    block.level = int(from.level);
    block.quotes = int(from.quotes);
    block.indent = int(from.indent);
    block.marker = fromRust(from.marker);
    block.text = fromRust(from.text);
    block.spans = toSpans(from.spans, strings);
    block.language = fromRust(from.language);
    for (const auto &row : from.rows)
        block.rows.append(toCells(row.cells, strings));
    return block;
}

}

RichText MessageHtml::read(const QString &html)
{
    const QByteArray bytes = html.toUtf8();
    const auto read = rust_bridge::read_message_html(toRust(bytes));
    QStringList strings;
    for (const auto &text : read.strings)
        strings.append(fromRust(text));
    RichText text;
    for (const auto &block : read.blocks)
        text.blocks.append(toBlock(block, strings));
    return text;
}

}
