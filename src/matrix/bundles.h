// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

// What a server says beside an event of those that relate to it (client-server API, "Aggregations of child
// events"). Nothing if it says nothing, or nothing that makes sense. `now` (ms) dates what carries only an
// age. Pure, any thread.

/// Of the thread that an event is the root of ("Server-side aggregation of m.thread relationships").
struct ThreadBundle
{
    int count = 0;          ///< events in it, the root not counted; positive
    bool takesPart = false; ///< one has written in it
    Event newest;
};
std::optional<ThreadBundle> readThreadBundle(const Event &root, qint64 now);

/// The newest edit of a message ("Server-side aggregation of m.replace relationships"), if it is a valid one.
std::optional<Event> readBundledEdit(const Event &message, qint64 now);

}
