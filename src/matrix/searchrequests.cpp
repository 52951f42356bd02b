// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/eventparser.h"
#include "matrix/requests.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

namespace {

constexpr int foundAtOnce = 20;

}

Request Requests::search(const QString &term, const QList<RoomId> &rooms, bool hasMedia,
                         const QString &nextBatch) const
{
    QJsonObject filter{{QStringLiteral("limit"), foundAtOnce}};
    if (!rooms.isEmpty()) {
        QJsonArray ids;
        for (const RoomId &room : rooms)
            ids.append(room.toString());
        filter.insert(QStringLiteral("rooms"), ids);
    }
    if (hasMedia)
        filter.insert(QStringLiteral("contains_url"), true);
    const QJsonObject context{{QStringLiteral("before_limit"), 0},
                              {QStringLiteral("after_limit"), 0},
                              {QStringLiteral("include_profile"), true}};
    const QJsonObject events{{QStringLiteral("search_term"), term},
                             {QStringLiteral("keys"), QJsonArray{QStringLiteral("content.body")}},
                             {QStringLiteral("order_by"), QStringLiteral("recent")},
                             {QStringLiteral("filter"), filter},
                             {QStringLiteral("event_context"), context}};
    const QJsonObject body{
        {QStringLiteral("search_categories"), QJsonObject{{QStringLiteral("room_events"), events}}}};
    Request request;
    request.method = Request::Method::Post;
    request.path = modernPath(QStringLiteral("/search"));
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    if (!nextBatch.isEmpty())
        request.query.append({QStringLiteral("next_batch"), nextBatch});
    return request;
}

Result<FoundEvents> Requests::readFound(const QByteArray &reply, qint64 now)
{
    const QJsonValue events =
        QJsonDocument::fromJson(reply).object().value(u"search_categories").toObject().value(u"room_events");
    if (!events.isObject())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"room_events\""));
    FoundEvents found;
    found.nextBatch = events[QLatin1String("next_batch")].toString();
    EventParser parser;
    const QJsonArray results = events[QLatin1String("results")].toArray();
    for (const QJsonValue &result : results) {
        const QJsonObject wire = result[QLatin1String("result")].toObject();
        auto event = parser.parse(QJsonDocument(wire).toJson(QJsonDocument::Compact), now);
        if (!event || event->id.isEmpty())
            continue;
        const QJsonValue profile =
            result[QLatin1String("context")][QLatin1String("profile_info")][event->sender.toString()];
        found.events.append({RoomId(wire.value(u"room_id").toString()), event.take(),
                             profile[QLatin1String("displayname")].toString(),
                             profile[QLatin1String("avatar_url")].toString()});
    }
    return found;
}

}
