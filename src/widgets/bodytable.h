// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bodymaker.h"
#include "widgets/bodyparts.h"

namespace linnet {

/// Lays out a table within a width: columns as wide as what is in them if there is room, else the widest give
/// way and their cells wrap. Where not even that is enough, the cells of a row go on below. GUI thread.
class BodyTable
{
public:
    struct Taken
    {
        int width = 0; ///< with which it would come out the same
        int height = 0;
        int lines = 0;
        int cells = 0;
    };
    BodyTable(BodyParts &parts, const BodyMaker &maker, const RowStyle &style, const RowText::Format &format)
        : m_parts(parts), m_maker(maker), m_style(style), m_format(format)
    {
    }

    /// `part`: of the first cell; `place`: where its top is; `mostLines`: no further rows than those.
    Taken place(const QList<QList<RichText::Cell>> &rows, int part, const QRect &place, int mostLines);

private:
    using Row = QList<RichText::Cell>;

    QFont fontOf(const RichText::Cell &cell) const;
    int naturalWidth(const RichText::Cell &cell) const;
    QList<int> columnWidths(const QList<Row> &rows, int mostRows, int room) const;
    /// A row's cells from `first` on, as many as there are columns; gives their height and lines.
    std::pair<int, int> placeBand(const Row &row, qsizetype first, int part, int top);
    bool isRtl() const { return m_format.direction == Qt::RightToLeft; }
    int beside() const;
    int above() const;

    BodyParts &m_parts;
    const BodyMaker &m_maker;
    const RowStyle &m_style;
    const RowText::Format m_format;
    QList<int> m_widths; ///< of the columns, with what is beside their text
    QRect m_place;
};

}
