// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/upgraderequests.h"

#include "matrix/capabilities.h"
#include "matrix/clientpath.h"
#include "matrix/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet::UpgradeRequests {

namespace {

constexpr qsizetype MostVersions = 100;
constexpr qsizetype LongestVersion = 64;
constexpr int FirstWithCreators = 12;

}

Request upgrade(const ServerVersion &version, const RoomId &room, const QString &newVersion,
                const QList<UserId> &creators)
{
    QJsonObject body{{QStringLiteral("new_version"), newVersion}};
    if (!creators.isEmpty()) {
        QJsonArray users;
        for (const UserId &user : creators)
            users.append(user.toString());
        body.insert(QStringLiteral("additional_creators"), users);
    }
    Request request;
    request.method = Request::Method::Post;
    request.path = clientPath(version, roomPathOf(room, QStringLiteral("/upgrade")));
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.timeout = std::chrono::minutes(5);
    request.isIdempotent = false; // twice would make two rooms
    return request;
}

Result<RoomId> readReplacement(const QByteArray &reply)
{
    const RoomId room(readString(reply, "replacement_room"));
    if (!room.toString().startsWith(u'!'))
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply names no new room"));
    return room;
}

RoomVersions readVersions(const QByteArray &reply)
{
    const QJsonObject said = Capabilities::read(reply).value(u"m.room_versions").toObject();
    RoomVersions versions;
    versions.standard = said.value(u"default").toString(QStringLiteral("1")).left(LongestVersion);
    const QJsonObject available = said.value(u"available").toObject();
    for (auto it = available.begin(); it != available.end(); ++it) {
        if (it.key().isEmpty() || it.key().size() > LongestVersion ||
            versions.stable.size() + versions.unstable.size() == MostVersions)
            continue;
        (it.value().toString() == u"stable" ? versions.stable : versions.unstable).append(it.key());
    }
    std::sort(versions.stable.begin(), versions.stable.end(), &versionLess);
    std::sort(versions.unstable.begin(), versions.unstable.end(), &versionLess);
    return versions;
}

bool versionLess(const QString &a, const QString &b)
{
    bool isNumberA = false;
    bool isNumberB = false;
    const int numberA = a.toInt(&isNumberA);
    const int numberB = b.toInt(&isNumberB);
    if (isNumberA && isNumberB && numberA != numberB)
        return numberA < numberB;
    if (isNumberA != isNumberB)
        return isNumberA;
    return a < b;
}

bool hasCreators(const QString &version)
{
    // Of versions with other names nobody knows it here.
    return version.toInt() >= FirstWithCreators;
}

}
