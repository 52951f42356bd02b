// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/clientpath.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

/// Calls that api/v1 never had. `rest` lies behind the prefix of the version. Internal to this layer.
inline Request accountGet(const ServerVersion &version, const QString &rest)
{
    Request request;
    request.path = clientPath(version, rest);
    return request;
}

inline Request accountPost(const ServerVersion &version, const QString &rest, const QJsonObject &body)
{
    Request request = accountGet(version, rest);
    request.method = Request::Method::Post;
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.isIdempotent = false;
    return request;
}

}
