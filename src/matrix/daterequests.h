// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/event.h"
#include "matrix/request.h"

namespace linnet::DateRequests {

/// Which event of the room is the first at `ts` (ms) or after it (client-server API, "GET
/// /rooms/{roomId}/timestamp_to_event"; since 1.6). Pure. M_NOT_FOUND: there is none.
Request firstFrom(const RoomId &room, qint64 ts);
Result<EventId> readFirst(const QByteArray &reply);

}
