// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/dialect.h"
#include "matrix/event.h"
#include "matrix/request.h"

namespace linnet {

/// Asks a server for events by what belongs together, not by their place in the history. Pure.
namespace RelationRequests {

/// One event (client-server API, "GET /rooms/{roomId}/event/{eventId}").
Request event(const ServerVersion &version, const RoomId &room, const EventId &event);
Result<Event> readEvent(const QByteArray &reply, qint64 now);

struct Page
{
    QList<Event> events; ///< newest first
    QString nextBatch;   ///< asks for the next page; empty: there is none
};
/// A thread without its root (client-server API, "Relationships API"; since 1.3); `from` empty: the newest.
Request thread(const RoomId &room, const EventId &root, const QString &from, int limit);
Result<Page> readPage(const QByteArray &reply, qint64 now);

}

}
