// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/hierarchyrequests.h"

#include "matrix/displayname.h"
#include "matrix/upgraderequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet::HierarchyRequests {

namespace {

constexpr qsizetype MostRooms = 2000; ///< of one page, which was asked for with less
constexpr qsizetype MostChildren = 10'000;
constexpr qsizetype MostAllowed = 100;
constexpr qsizetype LongestName = 255;
constexpr qsizetype LongestTopic = 1000;
constexpr int FirstRestricted = 8;

Request make(const QString &start, const RoomId &space, const Query &query)
{
    Request request;
    request.path = start + QStringLiteral("/rooms/") + encodePathSegment(space.toString()) +
                   QStringLiteral("/hierarchy");
    request.query = {{QStringLiteral("limit"), QString::number(query.limit)},
                     {QStringLiteral("max_depth"), QString::number(query.maxDepth)}};
    if (query.isSuggestedOnly)
        request.query.append({QStringLiteral("suggested_only"), QStringLiteral("true")});
    if (!query.from.isEmpty())
        request.query.append({QStringLiteral("from"), query.from});
    // The server may have to ask others.
    request.timeout = std::chrono::minutes(1);
    return request;
}

QString line(const QJsonValue &value, qsizetype longest)
{
    return shortened(cleanName(value.toString().left(2 * longest)), longest);
}

int count(const QJsonValue &value)
{
    return int(std::clamp(value.toDouble(), 0.0, 1e9));
}

QList<HierarchyChild> readChildren(const QJsonArray &events)
{
    QList<HierarchyChild> children;
    for (const QJsonValue &event : events) {
        const QString key = event[u"state_key"].toString();
        if (event[u"type"].toString() != u"m.space.child" || !key.startsWith(u'!'))
            continue;
        if (children.size() == MostChildren)
            break;
        const double ts = event[u"origin_server_ts"].toDouble();
        children.append({RoomId(key),
                         QJsonDocument(event[u"content"].toObject()).toJson(QJsonDocument::Compact),
                         ts > 0 && ts < 9e15 ? qint64(ts) : 0});
    }
    return children;
}

HierarchyRoom readRoom(const QJsonObject &object)
{
    HierarchyRoom room;
    room.id = RoomId(object.value(u"room_id").toString());
    room.name = line(object.value(u"name"), LongestName);
    room.topic = line(object.value(u"topic"), LongestTopic);
    room.alias = line(object.value(u"canonical_alias"), LongestName);
    room.avatarUrl = object.value(u"avatar_url").toString();
    room.type = object.value(u"room_type").toString();
    room.joinRule = object.value(u"join_rule").toString(QStringLiteral("public"));
    room.joined = count(object.value(u"num_joined_members"));
    room.isWorldReadable = object.value(u"world_readable").toBool();
    QJsonValue allowed = object.value(u"allowed_room_ids");
    if (!allowed.isArray()) // as MSC3083 had it
        allowed = object.value(u"allowed_spaces");
    const QJsonArray ids = allowed.toArray();
    for (const QJsonValue &id : ids) {
        if (id.toString().startsWith(u'!') && room.allowedRooms.size() < MostAllowed)
            room.allowedRooms.append(RoomId(id.toString()));
    }
    room.children = readChildren(object.value(u"children_state").toArray());
    return room;
}

}

Request page(const RoomId &space, const Query &query)
{
    return make(QStringLiteral("/_matrix/client/v1"), space, query);
}

Request pageUnstable(const RoomId &space, const Query &query)
{
    return make(QStringLiteral("/_matrix/client/unstable/org.matrix.msc2946"), space, query);
}

Result<HierarchyPage> readPage(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    if (!object.value(u"rooms").isArray())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply names no rooms"));
    HierarchyPage page;
    const QJsonArray rooms = object.value(u"rooms").toArray();
    for (const QJsonValue &each : rooms) {
        HierarchyRoom room = readRoom(each.toObject());
        if (room.id.toString().startsWith(u'!') && page.rooms.size() < MostRooms)
            page.rooms.append(std::move(room));
    }
    page.nextBatch = object.value(u"next_batch").toString();
    return page;
}

bool canBeRestricted(const QString &version)
{
    bool isNumber = false;
    const int number = version.toInt(&isNumber);
    return !isNumber || number >= FirstRestricted;
}

std::optional<QString> readRestrictedVersion(const QByteArray &reply)
{
    const RoomVersions versions = UpgradeRequests::readVersions(reply);
    if (canBeRestricted(versions.standard))
        return QString();
    for (const QString &version : versions.stable) { // the oldest first, which other servers know best
        if (version.toInt() >= FirstRestricted)
            return version;
    }
    return std::nullopt;
}

}
