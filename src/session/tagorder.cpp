// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tagorder.h"

#include "matrix/content.h"

namespace linnet::tagorder {

namespace {

/// All up to the last that needs one get a number, evenly apart.
QMap<qsizetype, double> numbered(const QList<double> &orders, qsizetype at)
{
    qsizetype count = at + 1;
    for (qsizetype i = count; i < orders.size(); ++i) {
        if (orders.at(i) != NoTagOrder)
            count = i + 1;
    }
    QMap<qsizetype, double> changes;
    for (qsizetype i = 0; i < count; ++i) {
        const double order = double(i + 1) / double(count + 1);
        if (i == at || orders.at(i) != order)
            changes.insert(i, order);
    }
    return changes;
}

}

std::optional<double> between(std::optional<double> before, std::optional<double> after)
{
    if (before == NoTagOrder)
        return std::nullopt; // what stands behind it can have no number
    if (after == NoTagOrder)
        after.reset();
    const double low = before ? *before : !after || *after > 0 ? 0.0 : *after - 1;
    const double high = after ? *after : low < 1 ? 1.0 : low + 1;
    const double middle = low + (high - low) / 2;
    // Far from 0 numbers lie further apart than that.
    if (!(high - low >= 2 * LeastGap) || middle <= low || middle >= high)
        return std::nullopt;
    return middle;
}

QMap<qsizetype, double> placing(const QList<double> &orders, qsizetype at)
{
    if (at < 0 || at >= orders.size())
        return {};
    const auto neighbour = [&orders](qsizetype index) {
        return index >= 0 && index < orders.size() ? std::optional(orders.at(index)) : std::nullopt;
    };
    if (const auto order = between(neighbour(at - 1), neighbour(at + 1)))
        return {{at, *order}};
    return numbered(orders, at);
}

}
