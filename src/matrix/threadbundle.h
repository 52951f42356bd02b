// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

/// What a server says of the thread that an event is the root of (client-server API, "Server-side aggregation
/// of m.thread relationships").
struct ThreadBundle
{
    int count = 0;          ///< events in it, the root not counted; positive
    bool takesPart = false; ///< one has written in it
    Event newest;
};

/// Nothing if the server says nothing, or nothing that makes sense. `now` (ms) dates what carries only an
/// age.
std::optional<ThreadBundle> readThreadBundle(const Event &root, qint64 now);

}
