// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/sessionrequests.h"

#include "matrix/clientpath.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet::SessionRequests {

namespace {

QByteArray toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QStringList stagesOf(const QJsonValue &flow)
{
    QStringList stages;
    for (const QJsonValue &stage : flow.toObject().value(QLatin1String("stages")).toArray())
        stages.append(stage.toString());
    return stages;
}

}

Request all(const ServerVersion &version)
{
    Request request;
    request.path = clientPath(version, QStringLiteral("/devices"));
    return request;
}

Request one(const ServerVersion &version, const QString &session)
{
    Request request;
    request.path = clientPath(version, QStringLiteral("/devices/") + encodePathSegment(session));
    return request;
}

QList<Listed> readAll(const QByteArray &reply)
{
    QList<Listed> sessions;
    const QJsonArray list = QJsonDocument::fromJson(reply).object().value(QLatin1String("devices")).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject device = value.toObject();
        Listed session{device.value(QLatin1String("device_id")).toString(),
                       device.value(QLatin1String("display_name")).toString(),
                       device.value(QLatin1String("last_seen_ts")).toInteger(),
                       device.value(QLatin1String("last_seen_ip")).toString()};
        if (!session.id.isEmpty())
            sessions.append(session);
    }
    return sessions;
}

Request rename(const ServerVersion &version, const QString &session, const QString &name)
{
    Request request;
    request.method = Request::Method::Put;
    request.path = clientPath(version, QStringLiteral("/devices/") + encodePathSegment(session));
    request.body = toText({{QStringLiteral("display_name"), name}});
    return request;
}

Request remove(const ServerVersion &version, const QStringList &sessions, const QJsonObject &auth)
{
    QJsonObject body{{QStringLiteral("devices"), QJsonArray::fromStringList(sessions)}};
    if (!auth.isEmpty())
        body.insert(QStringLiteral("auth"), auth);
    Request request;
    request.method = Request::Method::Post;
    request.path = clientPath(version, QStringLiteral("/delete_devices"));
    request.body = toText(body);
    request.expectsChallenge = true;
    return request;
}

QJsonObject challenge(const QByteArray &reply)
{
    return QJsonDocument::fromJson(reply).object();
}

bool takesPassword(const QJsonObject &challenge)
{
    for (const QJsonValue &flow : challenge.value(QLatin1String("flows")).toArray()) {
        if (stagesOf(flow) == QStringList{QStringLiteral("m.login.password")})
            return true;
    }
    return false;
}

QString firstStage(const QJsonObject &challenge)
{
    return stagesOf(challenge.value(QLatin1String("flows")).toArray().first()).value(0);
}

QJsonObject passwordAuth(const UserId &self, const QString &password, const QString &uia)
{
    QJsonObject auth{
        {QStringLiteral("type"), QStringLiteral("m.login.password")},
        {QStringLiteral("identifier"), QJsonObject{{QStringLiteral("type"), QStringLiteral("m.id.user")},
                                                   {QStringLiteral("user"), self.toString()}}},
        {QStringLiteral("password"), password}};
    if (!uia.isEmpty())
        auth.insert(QStringLiteral("session"), uia);
    return auth;
}

}
