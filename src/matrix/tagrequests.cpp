// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/tagrequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet::TagRequests {

namespace {

QString pathOf(const ServerVersion &version, const UserId &self, const RoomId &room, const QString &tag)
{
    return clientPath(version, QStringLiteral("/user/") + encodePathSegment(self.toString()) +
                                   roomPathOf(room, QStringLiteral("/tags/") + encodePathSegment(tag)));
}

}

Request set(const ServerVersion &version, const UserId &self, const RoomId &room, const QString &tag,
            double order)
{
    QJsonObject body;
    if (order != NoTagOrder)
        body.insert(QStringLiteral("order"), order);
    Request request;
    request.method = Request::Method::Put;
    request.path = pathOf(version, self, room, tag);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Request remove(const ServerVersion &version, const UserId &self, const RoomId &room, const QString &tag)
{
    Request request;
    request.method = Request::Method::Delete;
    request.path = pathOf(version, self, room, tag);
    return request;
}

}
