// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/jsonreader.h"
#include "matrix/syncbatch.h"

namespace linnet {

/// Puts what a reply of sliding sync itself says of a room into `room`; what extensions have said of it
/// before stays. `now` (ms) dates what carries only an age. Internal to this layer.
void readSlidingRoom(JsonReader &reader, JsonReader::Value value, const UserId &self, qint64 now,
                     RoomDelta &room);

}
