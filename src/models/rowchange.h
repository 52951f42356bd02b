// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace linnet {

/// Where the rows of a list differ that was made anew: in the place of `removed` old ones at `first` stand
/// `inserted` new ones, the others are the same rows.
struct RowChange
{
    int first = 0;
    int removed = 0;
    int inserted = 0;

    /// `isSame(a, b)`: they are one row, whatever it shows.
    template <typename List, typename Same>
    static RowChange between(const List &before, const List &after, Same isSame)
    {
        const qsizetype common = qMin(before.size(), after.size());
        qsizetype first = 0;
        while (first < common && isSame(before.at(first), after.at(first)))
            ++first;
        qsizetype last = 0;
        while (last < common - first &&
               isSame(before.at(before.size() - 1 - last), after.at(after.size() - 1 - last)))
            ++last;
        return {int(first), int(before.size() - first - last), int(after.size() - first - last)};
    }
};

}
