// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <utility>

namespace linnet {

/// Gives up a list that may be of many thousands: where this was the last to hold it, a thread of the pool
/// frees its parts, which of 50,000 members would keep the GUI thread 9 ms. Any thread; what is in it must
/// not care which one frees it.
template <typename List>
void freeElsewhere(List list)
{
    constexpr qsizetype Many = 1000; // fewer are sooner freed than given away
    if (list.size() >= Many)
        QThreadPool::globalInstance()->start([list = std::move(list)]() mutable { list = {}; });
}

}
