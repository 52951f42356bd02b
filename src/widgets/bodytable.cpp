// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodytable.h"

#include "widgets/rowstyle.h"

#include <algorithm>
#include <numeric>

namespace linnet {

namespace {

constexpr int LeastColumnUnits = 12;
constexpr qsizetype MostMeasured = 200; ///< characters of a line: no column is wider
constexpr int Unbounded = 100'000;

bool isHeader(const QList<RichText::Cell> &row)
{
    return !row.isEmpty() &&
           std::all_of(row.cbegin(), row.cend(), [](const RichText::Cell &cell) { return cell.isHeader; });
}

/// Makes the widest narrower until all fit.
void shrink(QList<int> &widths, int room)
{
    QList<int> sorted = widths;
    std::sort(sorted.begin(), sorted.end());
    int left = room;
    int limit = 0;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        limit = left / int(sorted.size() - i);
        if (sorted.at(i) > limit)
            break;
        left -= sorted.at(i);
    }
    for (int &width : widths)
        width = qMin(width, limit);
}

}

int BodyTable::beside() const
{
    return 2 * m_style.unit;
}

int BodyTable::above() const
{
    return m_style.unit;
}

QFont BodyTable::fontOf(const RichText::Cell &cell) const
{
    QFont font = m_style.font;
    if (cell.isHeader)
        font.setWeight(QFont::DemiBold);
    return font;
}

int BodyTable::naturalWidth(const RichText::Cell &cell) const
{
    int widest = 0;
    const auto measure = [&](const QFont &font) {
        for (const QStringView line :
             QStringView(cell.text).first(qMin(cell.text.size(), MostMeasured)).split(u'\n'))
            widest = qMax(widest, m_style.lineWidth(line.toString(), font, Unbounded));
    };
    measure(fontOf(cell));
    int styles = 0;
    for (const RichText::Span &span : cell.spans)
        styles |= span.styles | (span.link.isEmpty() ? 0 : RichText::Span::Bold);
    if (styles & RichText::Span::Bold) {
        QFont bold = m_style.font;
        bold.setWeight(QFont::Bold);
        measure(bold);
    }
    if (styles & RichText::Span::Code)
        measure(m_style.body().code);
    return widest + 1;
}

QList<int> BodyTable::columnWidths(const QList<Row> &rows, int mostRows, int room) const
{
    const int least = qMin(room, LeastColumnUnits * m_style.unit);
    qsizetype columns = 1;
    const QList<Row> shown = rows.first(qMin(rows.size(), qsizetype(mostRows)));
    for (const Row &row : shown)
        columns = qMax(columns, row.size());
    columns = qMin(columns, qsizetype(qMax(1, room / least)));
    QList<int> widths(columns, 0);
    for (const Row &row : shown) {
        // What goes on below has to fit too, but it decides nothing.
        for (qsizetype i = 0; i < qMin(row.size(), columns); ++i)
            widths[i] = qMax(widths.at(i), naturalWidth(row.at(i)) + 2 * beside());
    }
    if (std::accumulate(widths.cbegin(), widths.cend(), 0) > room)
        shrink(widths, room);
    return widths;
}

std::pair<int, int> BodyTable::placeBand(const Row &row, qsizetype first, int part, int top)
{
    int x = 0;
    int height = m_style.lineHeight;
    int lines = 1;
    for (qsizetype i = first; i < qMin(row.size(), first + m_widths.size()); ++i) {
        const RichText::Cell &cell = row.at(i);
        const int column = m_widths.at(i - first);
        RowText::Format format = m_format;
        format.font = fontOf(cell);
        format.width = qMax(1, column - 2 * beside());
        const int left = isRtl() ? m_place.width() - x - column : x;
        RowText text = m_maker.make(part, cell.text, cell.spans, format);
        m_parts.isCut = m_parts.isCut || text.isCut();
        height = qMax(height, text.height());
        lines = qMax(lines, text.lineCount());
        m_parts.pieces.push_back(
            {std::move(text), m_place.topLeft() + QPoint(left + beside(), top), m_maker.startOf(part)});
        ++part;
        x += column;
    }
    return {height, lines};
}

BodyTable::Taken BodyTable::place(const QList<Row> &rows, int part, const QRect &place, int mostLines)
{
    using Shape = BodyParts::Shape;
    m_widths = columnWidths(rows, mostLines, place.width());
    const int width = std::accumulate(m_widths.cbegin(), m_widths.cend(), 0);
    m_place = QRect(isRtl() ? place.x() + place.width() - width : place.x(), place.y(), width, 0);
    Taken taken;
    taken.width = qMax(width, int(m_widths.size()) * LeastColumnUnits * m_style.unit);
    const auto line = [&] {
        m_parts.shapes.append(
            {Shape::Kind::Line, {m_place.x(), m_place.y() + taken.height, width, 1}, {}, false});
        taken.height += 1;
    };
    line();
    for (const Row &row : rows) {
        if (row.isEmpty())
            continue;
        if (taken.lines >= mostLines) {
            m_parts.isCut = true;
            break;
        }
        const int top = taken.height;
        const qsizetype ground = m_parts.shapes.size();
        qsizetype first = 0;
        for (; first < row.size() && taken.lines < mostLines; first += m_widths.size()) {
            const auto [height, lines] = placeBand(row, first, part + int(first), taken.height + above());
            taken.height += height + 2 * above();
            taken.lines += lines;
        }
        m_parts.isCut = m_parts.isCut || first < row.size();
        if (isHeader(row))
            m_parts.shapes.insert(ground, {Shape::Kind::Ground,
                                           {m_place.x(), m_place.y() + top, width, taken.height - top},
                                           {},
                                           false});
        line();
        part += int(row.size());
        taken.cells += int(row.size());
    }
    return taken;
}

}
