// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/capabilities.h"

#include "matrix/clientpath.h"

#include <QJsonDocument>

namespace linnet::Capabilities {

Request request(const ServerVersion &version)
{
    Request request;
    request.path = clientPath(version, QStringLiteral("/capabilities"));
    return request;
}

QJsonObject read(const QByteArray &reply)
{
    return QJsonDocument::fromJson(reply).object().value(u"capabilities").toObject();
}

}
