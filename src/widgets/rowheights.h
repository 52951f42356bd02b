// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <span>
#include <vector>

namespace linnet {

/// The heights of very many rows, each either a guess or measured, and where each row therefore begins. Kept
/// in blocks with a sum each, so that every question and every change costs about the square root of the
/// number of rows. Pure; pixels; any thread, one at a time.
class RowHeights
{
public:
    int count() const { return m_count; }
    qint64 total() const { return m_total; }

    void clear();
    /// New rows before row `at`, with guessed heights.
    void insert(int at, std::span<const int> guesses);
    void remove(int at, int count);

    int height(int row) const;
    bool isMeasured(int row) const;
    void setMeasured(int row, int height);
    /// The row keeps its height, which is a guess from now on.
    void setStale(int row);
    void setAllStale(); ///< the same of all, as after a change of width
    /// Guesses those of `count` rows from `first` on that are not measured.
    void guess(int first, int count, const std::function<int(int row)> &guess);

    /// Where the row begins; count() is allowed and gives total().
    qint64 offset(int row) const;
    /// The row that covers `offset`; the first or the last one if none does; -1 if there are no rows.
    int rowAt(qint64 offset) const;

private:
    struct Block
    {
        std::vector<int> rows; ///< twice the height, plus 1 if it is measured
        qint64 total = 0;
    };
    struct Place
    {
        size_t block;
        size_t row;
    };

    Place find(int row) const;
    void split(size_t block);
    void join(size_t block);

    std::vector<Block> m_blocks;
    int m_count = 0;
    qint64 m_total = 0;
};

}
