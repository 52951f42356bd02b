// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bodymaker.h"
#include "widgets/bodyparts.h"

namespace linnet {

/// Puts the blocks of a formatted message below one another: quotations and lists indented, on the side from
/// which they are read; code and tables within the width. GUI thread; lives while a RowBody is made.
class BodyPlacer
{
public:
    struct Space
    {
        int width = 0;
        int room = 0;                                    ///< the width that there would be
        int maxLines = 0;                                ///< 0: all
        Qt::LayoutDirection direction = Qt::LeftToRight; ///< of what has none of its own
    };
    BodyPlacer(BodyParts &parts, const BodyMaker &maker, const RowStyle &style, const Space &space);

    /// `name`: the look of the name at the beginning, of an emote.
    void place(const RichText &rich, const RowText::Marks &name = {});

private:
    using Block = RichText::Block;
    /// Where a block may be, and from which side it is read.
    struct Frame
    {
        int inset;
        int width;
    };

    void beginRun(const QList<Block> &blocks, qsizetype first);
    void endQuotes(int quotes);
    int gapBetween(const Block &above, const Block &below) const;
    int quoteLevels(const Block &block) const;
    int listLevels(const Block &block) const;
    Frame frameOf(const Block &block) const;
    QRect placed(int inset, int y, int width, int height) const;
    void placeBlock(const Block &block, const RowText::Marks &name);
    void placeText(const Block &block, const RowText::Marks &name);
    void placeCode(const Block &block);
    void placeRule(const Block &block);
    void placeMarker(const Block &block, int lineHeight);
    RowText::Format formatOf(const QFont &font, int lineHeight, int width) const;
    void took(int lines);
    void needs(int width, bool isAgainst);

    BodyParts &m_parts;
    const BodyMaker &m_maker;
    const RowStyle &m_style;
    const Space m_space;
    int m_mostLevels = 1;
    int m_y = 0;
    int m_part = 0; ///< of the next text
    int m_linesLeft = 0;
    bool m_isRtl = false;     ///< of the quotation or list one is in
    QList<int> m_markerRoom;  ///< of the list one is in, by level
    QList<int> m_quoteStarts; ///< of those that are open, from the outermost
    bool m_isOnlyEmoji = false;
};

}
