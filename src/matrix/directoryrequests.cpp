// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/directoryrequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"
#include "matrix/displayname.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet::DirectoryRequests {

namespace {

constexpr qsizetype LongestName = 200;
constexpr qsizetype LongestTopic = 500;
constexpr qsizetype LongestId = 255; ///< bytes, of any identifier
constexpr std::chrono::minutes Patience{1};

void addServer(Request &request, const Query &query)
{
    if (!query.server.isEmpty())
        request.query.append({QStringLiteral("server"), query.server});
    request.timeout = Patience; // another server is asked by one's own
    request.isIdempotent = true;
}

}

Request search(const ServerVersion &version, const Query &query, const QString &since, int limit)
{
    QJsonObject filter;
    if (!query.term.isEmpty())
        filter.insert(QStringLiteral("generic_search_term"), query.term);
    if (query.kind == Kind::Rooms)
        filter.insert(QStringLiteral("room_types"), QJsonArray{QJsonValue::Null});
    else if (query.kind == Kind::Spaces)
        filter.insert(QStringLiteral("room_types"), QJsonArray{QStringLiteral("m.space")});
    QJsonObject body{{QStringLiteral("limit"), limit}};
    if (!filter.isEmpty())
        body.insert(QStringLiteral("filter"), filter);
    if (!since.isEmpty())
        body.insert(QStringLiteral("since"), since);
    Request request;
    request.method = Request::Method::Post;
    request.path = clientPath(version, QStringLiteral("/publicRooms"));
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    addServer(request, query);
    return request;
}

Request list(const Requests &requests, const Query &query, const QString &since, int limit)
{
    Request request = requests.publicRooms(limit);
    if (!since.isEmpty())
        request.query.append({QStringLiteral("since"), since});
    addServer(request, query);
    return request;
}

Result<Page> readPage(const QByteArray &reply)
{
    auto rooms = Requests::readPublicRooms(reply);
    if (!rooms)
        return rooms.error();
    Page page;
    page.rooms = rooms.take();
    page.rooms.removeIf([](const PublicRoom &room) {
        return !room.id.toString().startsWith(u'!') || room.id.toString().size() > LongestId;
    });
    for (PublicRoom &room : page.rooms) {
        room.name = oneLine(cleanName(room.name.left(2 * LongestName)), LongestName);
        room.topic = oneLine(cleanName(room.topic.left(2 * LongestTopic)), LongestTopic);
        if (!room.alias.startsWith(u'#') || room.alias.size() > LongestId)
            room.alias.clear();
    }
    page.nextBatch = readString(reply, "next_batch");
    return page;
}

bool isMatch(const PublicRoom &room, const Query &query)
{
    if (query.kind != Kind::All && room.isSpace != (query.kind == Kind::Spaces))
        return false;
    return query.term.isEmpty() || room.name.contains(query.term, Qt::CaseInsensitive) ||
           room.topic.contains(query.term, Qt::CaseInsensitive) ||
           room.alias.contains(query.term, Qt::CaseInsensitive);
}

}
