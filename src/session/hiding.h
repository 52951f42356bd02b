// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <functional>

namespace linnet {

/// Whether what somebody says is shown. A value.
struct Hiding
{
    enum class Way {
        None,
        LeftOut, ///< as if it were not there: one ignores them
        Covered, ///< a line stands in its place, which opens
    };
    Way way = Way::None;
    QString list;   ///< of Covered: the name of the policy list that speaks against them
    QString reason; ///< what it says; may be empty

    bool isHidden() const { return way != Way::None; }
    friend bool operator==(const Hiding &, const Hiding &) = default;
};

using HidingRule = std::function<Hiding(const UserId &)>;

}
