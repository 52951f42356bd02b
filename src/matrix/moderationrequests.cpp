// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/moderationrequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace linnet {

namespace {

Request post(const QString &path, const QString &reason)
{
    Request request;
    request.method = Request::Method::Post;
    request.path = path;
    request.body =
        QJsonDocument(QJsonObject{{QStringLiteral("reason"), reason}}).toJson(QJsonDocument::Compact);
    return request;
}

Error badReply()
{
    return Error::of(Error::Kind::BadReply);
}

}

Request ModerationRequests::reportRoom(const RoomId &room, const QString &reason)
{
    return post(QStringLiteral("/_matrix/client/v3/rooms/") + encodePathSegment(room.toString()) +
                    QStringLiteral("/report"),
                reason);
}

Request ModerationRequests::reportUser(const UserId &user, const QString &reason)
{
    return post(QStringLiteral("/_matrix/client/v3/users/") + encodePathSegment(user.toString()) +
                    QStringLiteral("/report"),
                reason);
}

Request ModerationRequests::mutualRooms(const UserId &user, bool isUnstable, const QString &from)
{
    Request request;
    request.path = isUnstable
                       ? QStringLiteral("/_matrix/client/unstable/uk.half-shot.msc2666/user/mutual_rooms")
                       : QStringLiteral("/_matrix/client/v1/mutual_rooms");
    request.query = {{QStringLiteral("user_id"), user.toString()}};
    if (!from.isEmpty())
        request.query.append({isUnstable ? QStringLiteral("batch_token") : QStringLiteral("from"), from});
    return request;
}

Result<ModerationRequests::MutualPage> ModerationRequests::readMutualRooms(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return badReply();
    const QJsonObject object = document.object();
    MutualPage shared;
    QSet<RoomId> named;
    const QJsonArray joined = object.value(u"joined").toArray();
    for (const QJsonValue &each : joined) {
        const RoomId room(each.toString());
        if (room.isEmpty() || named.contains(room))
            continue;
        named.insert(room);
        shared.rooms.append(room);
    }
    const double count = object.value(u"count").toDouble(-1);
    const bool isPossible = count >= double(shared.rooms.size()) && count < std::numeric_limits<int>::max();
    shared.count = isPossible ? int(count) : int(shared.rooms.size());
    shared.next = object.value(u"next_batch").toString();
    if (shared.next.isEmpty())
        shared.next = object.value(u"next_batch_token").toString(); // before 1.19
    return shared;
}

Result<QList<PolicyRules::Source>> ModerationRequests::readPolicies(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isArray())
        return badReply();
    QList<PolicyRules::Source> sources;
    const QJsonArray events = document.array();
    for (const QJsonValue &event : events) {
        const QString type = event[u"type"].toString();
        if (!PolicyRules::isPolicyType(type) || !event[u"state_key"].isString())
            continue;
        sources.append({type, event[u"state_key"].toString(),
                        QJsonDocument(event[u"content"].toObject()).toJson(QJsonDocument::Compact)});
    }
    return sources;
}

Result<QSet<QString>> ModerationRequests::readFeatures(const QByteArray &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return badReply();
    QSet<QString> names;
    const QJsonArray versions = document.object().value(u"versions").toArray();
    for (const QJsonValue &version : versions)
        names.insert(version.toString());
    const QJsonObject features = document.object().value(u"unstable_features").toObject();
    for (auto feature = features.begin(); feature != features.end(); ++feature) {
        if (feature.value().toBool())
            names.insert(feature.key());
    }
    return names;
}

}
