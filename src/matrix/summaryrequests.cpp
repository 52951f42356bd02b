// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/summaryrequests.h"

#include "matrix/content.h"
#include "matrix/displayname.h"
#include "matrix/servername.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet::SummaryRequests {

namespace {

constexpr qint64 MostBytes = 1 << 20;
constexpr qsizetype LongestName = 200;
constexpr qsizetype LongestTopic = 2'000;
constexpr qsizetype LongestId = 255;
constexpr qsizetype MostAllowed = 50;
constexpr std::chrono::minutes Patience{1};

Request requestTo(const QString &path, const QStringList &via)
{
    Request request;
    request.path = path;
    for (const QString &server : via)
        request.query.append({QStringLiteral("via"), server});
    request.timeout = Patience;
    request.maxReplyBytes = MostBytes;
    return request;
}

}

Request summary(const QString &idOrAlias, const QStringList &via)
{
    return requestTo(QStringLiteral("/_matrix/client/v1/room_summary/") + encodePathSegment(idOrAlias), via);
}

Request unstable(const QString &idOrAlias, const QStringList &via)
{
    return requestTo(QStringLiteral("/_matrix/client/unstable/im.nheko.summary/summary/") +
                         encodePathSegment(idOrAlias),
                     via);
}

Request oldest(const QString &idOrAlias, const QStringList &via)
{
    return requestTo(QStringLiteral("/_matrix/client/unstable/im.nheko.summary/rooms/") +
                         encodePathSegment(idOrAlias) + QStringLiteral("/summary"),
                     via);
}

Result<RoomSummary> read(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    const auto text = [&object](QStringView name, qsizetype longest) {
        return shortened(cleanName(object.value(name).toString().left(2 * longest)), longest);
    };
    // Servers of before 1.15 have their own names for these.
    const auto either = [&](QStringView name, QStringView before) {
        const QString value = text(name, LongestId);
        return value.isEmpty() ? text(before, LongestId) : value;
    };
    RoomSummary summary;
    const QString id = object.value(u"room_id").toString();
    if (!id.startsWith(u'!') || id.size() > LongestId)
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply names no room"));
    summary.id = RoomId(id);
    summary.alias = text(u"canonical_alias", LongestId);
    if (!summary.alias.startsWith(u'#'))
        summary.alias.clear();
    summary.name = text(u"name", LongestName);
    summary.topic = object.value(u"topic").toString().left(LongestTopic);
    if (const QString avatar = object.value(u"avatar_url").toString(); Requests::download(avatar))
        summary.avatarUrl = avatar;
    if (const QJsonValue joined = object.value(u"num_joined_members"); joined.isDouble())
        summary.joined = int(std::clamp(joined.toDouble(), 0.0, 1e9));
    summary.joinRule = text(u"join_rule", LongestId);
    const QJsonArray allowed = object.value(u"allowed_room_ids").toArray();
    for (const QJsonValue &room : allowed) {
        if (room.toString().startsWith(u'!') && summary.allowed.size() < MostAllowed)
            summary.allowed.append(RoomId(room.toString()));
    }
    summary.membership = membershipFromString(object.value(u"membership").toString());
    summary.isWorldReadable = object.value(u"world_readable").toBool();
    summary.isEncrypted = !either(u"encryption", u"im.nheko.summary.encryption").isEmpty();
    summary.version = either(u"room_version", u"im.nheko.summary.room_version");
    if (summary.version.isEmpty())
        summary.version = text(u"im.nheko.summary.version", LongestId);
    summary.type = text(u"room_type", LongestId);
    return summary;
}

RoomSummary fromDirectory(const PublicRoom &room)
{
    RoomSummary summary;
    summary.id = room.id;
    summary.alias = room.alias;
    summary.name = room.name;
    summary.topic = room.topic;
    summary.avatarUrl = room.avatarUrl;
    summary.joined = room.joined;
    summary.joinRule = room.joinRule.isEmpty() ? QStringLiteral("public") : room.joinRule;
    summary.isWorldReadable = room.isWorldReadable;
    if (room.isSpace)
        summary.type = QStringLiteral("m.space");
    return summary;
}

QStringList readAliasServers(const QByteArray &reply)
{
    return mergedServers(readStrings(reply, "servers"), {});
}

}
