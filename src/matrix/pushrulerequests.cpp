// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/pushrulerequests.h"

#include "matrix/clientpath.h"

#include <QJsonDocument>

namespace linnet::PushRuleRequests {

namespace {

Request of(Request::Method method, const ServerVersion &version, const QString &kind, const QString &id,
           const QString &part = {})
{
    Request request;
    request.method = method;
    request.path = clientPath(version, QStringLiteral("/pushrules/global/") + encodePathSegment(kind) + u'/' +
                                           encodePathSegment(id) + part);
    return request;
}

QByteArray textOf(const QJsonObject &body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

}

Request set(const ServerVersion &version, const QString &kind, const QString &id, const QJsonObject &rule)
{
    Request request = of(Request::Method::Put, version, kind, id);
    request.body = textOf(rule);
    return request;
}

Request remove(const ServerVersion &version, const QString &kind, const QString &id)
{
    return of(Request::Method::Delete, version, kind, id);
}

Request setEnabled(const ServerVersion &version, const QString &kind, const QString &id, bool isEnabled)
{
    Request request = of(Request::Method::Put, version, kind, id, QStringLiteral("/enabled"));
    request.body = textOf({{QStringLiteral("enabled"), isEnabled}});
    return request;
}

}
