// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/richtext.h"

namespace linnet::testing {

using Block = RichText::Block;
using Span = RichText::Span;

inline Span styled(int start, int length, int styles)
{
    Span span;
    span.start = start;
    span.length = length;
    span.styles = styles;
    return span;
}

inline Span linked(int start, int length, const QString &link)
{
    Span span = styled(start, length, 0);
    span.link = link;
    return span;
}

inline Span hidden(int start, int length, const QString &reason = {})
{
    Span span = styled(start, length, Span::Spoiler);
    span.spoiler = reason;
    return span;
}

inline Block words(const QString &text, const QList<Span> &spans = {})
{
    Block block;
    block.text = text;
    block.spans = spans;
    return block;
}

inline Block heading(int level, const QString &text)
{
    Block block = words(text);
    block.kind = Block::Kind::Heading;
    block.level = level;
    return block;
}

inline Block code(const QString &text, const QString &language = {})
{
    Block block = words(text);
    block.kind = Block::Kind::Code;
    block.language = language;
    return block;
}

inline Block rule()
{
    Block block;
    block.kind = Block::Kind::Rule;
    return block;
}

inline Block quoted(int quotes, Block block)
{
    block.quotes = quotes;
    return block;
}

inline Block listed(int indent, const QString &marker, Block block)
{
    block.indent = indent;
    block.marker = marker;
    return block;
}

/// The first row is the head.
inline Block table(const QList<QStringList> &rows)
{
    Block block;
    block.kind = Block::Kind::Table;
    for (const QStringList &row : rows) {
        QList<RichText::Cell> cells;
        for (const QString &text : row)
            cells.append({text, {}, block.rows.isEmpty()});
        block.rows.append(cells);
    }
    return block;
}

}
