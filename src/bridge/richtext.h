// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSize>
#include <QString>

namespace linnet {

/// The formatting of a message as a value: blocks of text from top to bottom, and what parts of them look
/// like. There is nothing in it that could be run or fetched. Positions and lengths are UTF-16 units.
struct RichText
{
    struct Span
    {
        enum Style {
            Bold = 0x1,
            Italic = 0x2,
            Underline = 0x4,
            Strike = 0x8,
            Code = 0x10,
            Superscript = 0x20,
            Subscript = 0x40,
            Spoiler = 0x80,
            Small = 0x100,
            Emoticon = 0x200, ///< the picture is as high as a line
        };
        int start = 0;
        int length = 0;
        int styles = 0;         ///< of Style, or-ed
        QString link;           ///< http, https, mailto, matrix, ftp or magnet; empty: none
        QString spoiler;        ///< why it is hidden, of Spoiler; may be empty
        QString image;          ///< `mxc://…` of an inline picture; the text it covers is its name
        QSize imageSize;        ///< pixels, as the message says; 0x0, or one of them 0: not said
        quint32 colour = 0;     ///< 0xffRRGGBB of the text; 0: its own
        quint32 background = 0; ///< the same behind it
        bool operator==(const Span &) const = default;
    };
    struct Cell
    {
        QString text;
        QList<Span> spans;
        bool isHeader = false;
        bool operator==(const Cell &) const = default;
    };
    struct Block
    {
        enum class Kind { Text, Heading, Code, Rule, Table };
        Kind kind = Kind::Text;
        int level = 0;           ///< of Heading, 1 to 6
        int quotes = 0;          ///< how many quotations it stands in
        int indent = 0;          ///< how many lists it stands in
        QString marker;          ///< of the first block of a list item: "•", "3."
        QString text;            ///< line feeds are line breaks
        QList<Span> spans;       ///< in order; they do not overlap
        QString language;        ///< of Code; may be empty
        QList<QList<Cell>> rows; ///< of Table
        bool operator==(const Block &) const = default;
    };
    QList<Block> blocks;

    bool isEmpty() const { return blocks.isEmpty(); }
    bool operator==(const RichText &) const = default;
};

}
