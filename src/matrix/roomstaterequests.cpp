// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomstaterequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet::RoomStateRequests {

namespace {

using Method = Request::Method;

constexpr qsizetype MostAddresses = 500;

Request make(Method method, const ServerVersion &version, const QString &rest, const QJsonObject &body = {})
{
    Request request;
    request.method = method;
    request.path = version.dialect == Dialect::V1 ? QStringLiteral("/_matrix/client/api/v1") + rest
                                                  : clientPath(version, rest);
    if (method == Method::Put)
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

QString aliasPath(const QString &alias)
{
    return QStringLiteral("/directory/room/") + encodePathSegment(alias);
}

QString listPath(const RoomId &room)
{
    return QStringLiteral("/directory/list/room/") + encodePathSegment(room.toString());
}

}

Request allState(const ServerVersion &version, const RoomId &room)
{
    Request request = make(Method::Get, version, roomPathOf(room, QStringLiteral("/state")));
    request.timeout = std::chrono::minutes(2);
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

Request state(const ServerVersion &version, const RoomId &room, const QString &type, const QString &key)
{
    QString rest = roomPathOf(room, QStringLiteral("/state/") + encodePathSegment(type));
    if (!key.isEmpty())
        rest += u'/' + encodePathSegment(key);
    return make(Method::Get, version, rest);
}

Request addAddress(const ServerVersion &version, const QString &alias, const RoomId &room)
{
    return make(Method::Put, version, aliasPath(alias), {{QStringLiteral("room_id"), room.toString()}});
}

Request removeAddress(const ServerVersion &version, const QString &alias)
{
    return make(Method::Delete, version, aliasPath(alias));
}

Request addresses(const ServerVersion &version, const RoomId &room)
{
    return make(Method::Get, version, roomPathOf(room, QStringLiteral("/aliases")));
}

QStringList readAddresses(const QByteArray &reply)
{
    return readStrings(reply, "aliases").mid(0, MostAddresses);
}

Request listing(const ServerVersion &version, const RoomId &room)
{
    return make(Method::Get, version, listPath(room));
}

Request setListing(const ServerVersion &version, const RoomId &room, bool isListed)
{
    return make(
        Method::Put, version, listPath(room),
        {{QStringLiteral("visibility"), isListed ? QStringLiteral("public") : QStringLiteral("private")}});
}

bool readListing(const QByteArray &reply)
{
    return readString(reply, "visibility") == QLatin1String("public");
}

}
