// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/editrequests.h"

#include "matrix/syncparts.h"
#include "matrix/wireevent.h"

namespace linnet {

Request EditRequests::edits(const RoomId &room, const EventId &event, const QString &from)
{
    static constexpr int AtOnce = 50;
    Request request;
    request.path = QStringLiteral("/_matrix/client/v1/rooms/") + encodePathSegment(room.toString()) +
                   QStringLiteral("/relations/") + encodePathSegment(event.toString()) +
                   QStringLiteral("/m.replace");
    request.query.append({QStringLiteral("limit"), QString::number(AtOnce)});
    if (!from.isEmpty())
        request.query.append({QStringLiteral("from"), from});
    return request;
}

Result<EditsPage> EditRequests::readEdits(const QByteArray &reply, qint64 now)
{
    JsonReader reader;
    EditsPage page;
    bool hasChunk = false;
    const Status status = reader.read(reply, [&](std::string_view key, JsonReader::Value value) {
        if (key == "chunk" && JsonReader::isArray(value)) {
            page.events = readEvents(reader, value, now);
            hasChunk = true;
        } else if (key == "next_batch") {
            page.nextBatch = reader.string(value);
        }
    });
    if (!status)
        return status.error();
    if (!hasChunk)
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"chunk\""));
    return page;
}

}
