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

/// What ApiClient::has() calls the endpoint of page().
inline const QString Endpoint = QStringLiteral("relations");
struct Page
{
    QList<Event> events; ///< newest first
    QString nextBatch;   ///< asks for the next page; empty: there is none
};
/// What relates to an event in one way, `m.thread` or `m.replace` (client-server API, "Relationships API";
/// since 1.3), without the event itself; `from` empty: the newest.
Request page(const RoomId &room, const EventId &event, const QString &relType, const QString &from,
             int limit);
/// The roots of the threads of a room, where something was said last first (client-server API, "GET
/// /rooms/{roomId}/threads"; since 1.4); its reply is such a page too.
Request threads(const RoomId &room, const QString &from, int limit);
Result<Page> readPage(const QByteArray &reply, qint64 now);

}

}
