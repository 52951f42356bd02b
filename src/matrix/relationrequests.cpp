// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/relationrequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"
#include "matrix/eventparser.h"
#include "matrix/requests.h"

namespace linnet::RelationRequests {

namespace {

/// A page of a list below the room; `from` is empty for the first.
Request listIn(const RoomId &room, const QString &list, const QString &from, int limit)
{
    Request request;
    request.path =
        QStringLiteral("/_matrix/client/v1/rooms/") + encodePathSegment(room.toString()) + u'/' + list;
    if (!from.isEmpty())
        request.query.append({QStringLiteral("from"), from});
    request.query.append({QStringLiteral("limit"), QString::number(limit)});
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

}

Request event(const ServerVersion &version, const RoomId &room, const EventId &event)
{
    Request request;
    request.path = clientPath(
        version, roomPathOf(room, QStringLiteral("/event/") + encodePathSegment(event.toString())));
    return request;
}

Result<Event> readEvent(const QByteArray &reply, qint64 now)
{
    auto event = EventParser().parse(reply, now);
    if (event.isOk() && (event->id.isEmpty() || event->type.isEmpty()))
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply is no event"));
    return event;
}

Request page(const RoomId &room, const EventId &event, const QString &relType, const QString &from, int limit)
{
    Request request = listIn(room,
                             QStringLiteral("relations/") + encodePathSegment(event.toString()) + u'/' +
                                 encodePathSegment(relType),
                             from, limit);
    request.query.append({QStringLiteral("dir"), QStringLiteral("b")});
    return request;
}

Request threads(const RoomId &room, const QString &from, int limit)
{
    return listIn(room, QStringLiteral("threads"), from, limit);
}

Result<Page> readPage(const QByteArray &reply, qint64 now)
{
    // The same as a page of history, but for the name of its token.
    const auto page = Requests::readMessages(reply, {}, now);
    if (!page.isOk())
        return page.error();
    Page result;
    result.events = page->events;
    result.nextBatch = readString(reply, "next_batch");
    return result;
}

}
