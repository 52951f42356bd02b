// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>

#include <optional>

namespace linnet {

/// The numbers by which rooms stand in a tag (client-server API, "Room Tagging": between 0 and 1, smaller
/// first; those without one, NoTagOrder, come last). Pure, any thread.
namespace tagorder {

/// What may be between two neighbours in what a server keeps.
inline constexpr double LeastGap = 1e-6;

/// A number between two neighbours; none if there is no space. Nothing stands `before` or `after`: none.
std::optional<double> between(std::optional<double> before, std::optional<double> after);

/// `orders`: how rooms are to stand in a tag, with the number that each has now; that of `at` does not count.
/// Which of them need another so that they do, by index: most often only `at`.
QMap<qsizetype, double> placing(const QList<double> &orders, qsizetype at);

}

}
