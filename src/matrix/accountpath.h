// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/request.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

/// Calls that api/v1 never had: servers know r0 beside it. `rest` lies behind the prefix of the version.
/// Internal to this layer.
inline Request accountGet(const ServerVersion &version, const QString &rest)
{
    const bool isOld = version.isR0 || version.dialect == Dialect::V1;
    Request request;
    request.path =
        (isOld ? QStringLiteral("/_matrix/client/r0") : QStringLiteral("/_matrix/client/v3")) + rest;
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
