// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowheights.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr size_t BlockSize = 256;

int heightOf(int entry)
{
    return entry >> 1;
}

}

void RowHeights::clear()
{
    m_blocks.clear();
    m_count = 0;
    m_total = 0;
}

RowHeights::Place RowHeights::find(int row) const
{
    auto rest = size_t(row);
    size_t block = 0;
    while (block < m_blocks.size() && rest >= m_blocks[block].rows.size()) {
        rest -= m_blocks[block].rows.size();
        ++block;
    }
    return {block, rest};
}

void RowHeights::insert(int at, std::span<const int> guesses)
{
    Q_ASSERT(at >= 0 && at <= m_count);
    if (guesses.empty())
        return;
    if (m_blocks.empty())
        m_blocks.emplace_back();
    Place place = find(at);
    if (place.block == m_blocks.size())
        place = {m_blocks.size() - 1, m_blocks.back().rows.size()};
    Block &block = m_blocks[place.block];
    std::vector<int> entries;
    entries.reserve(guesses.size());
    qint64 added = 0;
    for (const int guess : guesses) {
        entries.push_back(guess << 1);
        added += guess;
    }
    block.rows.insert(block.rows.begin() + qsizetype(place.row), entries.begin(), entries.end());
    block.total += added;
    m_total += added;
    m_count += int(guesses.size());
    split(place.block);
}

void RowHeights::split(size_t block)
{
    if (m_blocks[block].rows.size() <= 2 * BlockSize)
        return;
    const std::vector<int> rows = std::move(m_blocks[block].rows);
    std::vector<Block> pieces;
    for (size_t from = 0; from < rows.size(); from += BlockSize) {
        const size_t to = std::min(from + BlockSize, rows.size());
        Block piece;
        piece.rows.assign(rows.begin() + qsizetype(from), rows.begin() + qsizetype(to));
        for (const int entry : piece.rows)
            piece.total += heightOf(entry);
        pieces.push_back(std::move(piece));
    }
    m_blocks[block] = std::move(pieces.front());
    m_blocks.insert(m_blocks.begin() + qsizetype(block) + 1, std::make_move_iterator(pieces.begin() + 1),
                    std::make_move_iterator(pieces.end()));
}

void RowHeights::remove(int at, int count)
{
    Q_ASSERT(at >= 0 && count >= 0 && at + count <= m_count);
    if (count <= 0)
        return;
    const Place place = find(at);
    size_t block = place.block;
    size_t from = place.row;
    auto rest = size_t(count);
    while (rest > 0) {
        Block &current = m_blocks[block];
        const size_t taken = std::min(rest, current.rows.size() - from);
        const auto first = current.rows.begin() + qsizetype(from);
        const auto last = first + qsizetype(taken);
        for (auto entry = first; entry != last; ++entry) {
            current.total -= heightOf(*entry);
            m_total -= heightOf(*entry);
        }
        current.rows.erase(first, last);
        rest -= taken;
        from = 0;
        ++block;
    }
    m_count -= count;
    const auto isEmpty = [](const Block &b) { return b.rows.empty(); };
    const auto begin = m_blocks.begin() + qsizetype(place.block);
    m_blocks.erase(std::remove_if(begin, m_blocks.begin() + qsizetype(block), isEmpty),
                   m_blocks.begin() + qsizetype(block));
    join(place.block);
}

void RowHeights::join(size_t block)
{
    const size_t first = block > 0 ? block - 1 : 0;
    for (size_t i = std::min(first + 2, m_blocks.size()); i-- > first + 1;) {
        Block &left = m_blocks[i - 1];
        Block &right = m_blocks[i];
        if (left.rows.size() + right.rows.size() > BlockSize)
            continue;
        left.rows.insert(left.rows.end(), right.rows.begin(), right.rows.end());
        left.total += right.total;
        m_blocks.erase(m_blocks.begin() + qsizetype(i));
    }
}

int RowHeights::height(int row) const
{
    const Place place = find(row);
    return heightOf(m_blocks[place.block].rows[place.row]);
}

bool RowHeights::isMeasured(int row) const
{
    const Place place = find(row);
    return m_blocks[place.block].rows[place.row] & 1;
}

void RowHeights::setMeasured(int row, int height)
{
    const Place place = find(row);
    Block &block = m_blocks[place.block];
    int &entry = block.rows[place.row];
    const int more = height - heightOf(entry);
    entry = (height << 1) | 1;
    block.total += more;
    m_total += more;
}

void RowHeights::setStale(int row)
{
    const Place place = find(row);
    m_blocks[place.block].rows[place.row] &= ~1;
}

void RowHeights::setAllStale()
{
    for (Block &block : m_blocks) {
        for (int &entry : block.rows)
            entry &= ~1;
    }
}

void RowHeights::guess(int first, int count, const std::function<int(int)> &guess)
{
    Place place = find(first);
    for (int row = first, end = qMin(first + count, m_count); row < end; ++row, ++place.row) {
        if (place.row == m_blocks[place.block].rows.size())
            place = {place.block + 1, 0};
        Block &block = m_blocks[place.block];
        int &entry = block.rows[place.row];
        if (entry & 1)
            continue;
        const int height = guess(row);
        const int more = height - heightOf(entry);
        entry = height << 1;
        block.total += more;
        m_total += more;
    }
}

qint64 RowHeights::offset(int row) const
{
    Q_ASSERT(row >= 0 && row <= m_count);
    qint64 sum = 0;
    auto rest = size_t(row);
    for (const Block &block : m_blocks) {
        if (rest < block.rows.size()) {
            for (size_t i = 0; i < rest; ++i)
                sum += heightOf(block.rows[i]);
            return sum;
        }
        sum += block.total;
        rest -= block.rows.size();
    }
    return sum;
}

int RowHeights::rowAt(qint64 offset) const
{
    if (m_count == 0)
        return -1;
    if (offset < 0)
        return 0;
    int row = 0;
    for (const Block &block : m_blocks) {
        if (offset < block.total) {
            for (const int entry : block.rows) {
                offset -= heightOf(entry);
                if (offset < 0)
                    return row;
                ++row;
            }
        }
        offset -= block.total;
        row += int(block.rows.size());
    }
    return m_count - 1;
}

}
