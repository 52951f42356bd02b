// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/daterequests.h"

#include "matrix/content.h"

namespace linnet {

Request DateRequests::firstFrom(const RoomId &room, qint64 ts)
{
    Request request;
    request.path = QStringLiteral("/_matrix/client/v1/rooms/") + encodePathSegment(room.toString()) +
                   QStringLiteral("/timestamp_to_event");
    request.query = {{QStringLiteral("ts"), QString::number(ts)},
                     {QStringLiteral("dir"), QStringLiteral("f")}};
    return request;
}

Result<EventId> DateRequests::readFirst(const QByteArray &reply)
{
    const EventId event(readString(reply, "event_id"));
    if (event.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply names no event"));
    return event;
}

}
