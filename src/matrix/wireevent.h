// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"
#include "matrix/jsonreader.h"

namespace linnet {

/// An event together with what only the reply that it came in needs of it. Internal to this layer.
struct WireEvent
{
    Event event;
    RoomId room; ///< empty where the reply names the room elsewhere
};

/// Reads an event of any year; whatever is missing or of the wrong type reads as its default. `now` (ms)
/// dates events that carry only an age. A value that is no object gives an event without a type.
WireEvent readWireEvent(JsonReader &reader, JsonReader::Value value, qint64 now);

/// All objects of the array `value`; nothing if it is none.
QList<WireEvent> readWireEvents(JsonReader &reader, JsonReader::Value value, qint64 now);
QList<Event> readEvents(JsonReader &reader, JsonReader::Value value, qint64 now);

}
