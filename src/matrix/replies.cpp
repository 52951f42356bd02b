// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"

#include "matrix/syncparts.h"
#include "matrix/wireevent.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

Error badReply(const QString &what)
{
    return Error::of(Error::Kind::BadReply, what);
}

/// The object of a reply. 2014 answered `""` where `{}` is meant; anything else that is no object is an
/// error.
Result<QJsonObject> objectOf(const QByteArray &reply)
{
    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(reply, &fault);
    if (document.isObject())
        return document.object();
    const QByteArray trimmed = reply.trimmed();
    if (trimmed.isEmpty() || trimmed == "\"\"" || trimmed == "null")
        return QJsonObject();
    if (fault.error != QJsonParseError::NoError)
        return badReply(fault.errorString());
    return badReply(QStringLiteral("the reply is no JSON object"));
}

Result<QString> stringOf(const QByteArray &reply, const QString &key)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    const QString value = object->value(key).toString();
    if (value.isEmpty())
        return badReply(QStringLiteral("the reply has no \"%1\"").arg(key));
    return value;
}

/// Opens a reply whose `chunk` is a list of events and lets `readOther` have its other fields.
template <typename ReadOther>
Result<QList<Event>> readChunk(const QByteArray &reply, qint64 now, ReadOther readOther)
{
    JsonReader reader;
    std::optional<QList<Event>> events;
    const Status status = reader.read(reply, [&](std::string_view key, JsonReader::Value value) {
        if (key != "chunk")
            readOther(reader, key, value);
        else if (JsonReader::isArray(value))
            events = readEvents(reader, value, now);
    });
    if (!status)
        return status.error();
    if (!events)
        return badReply(QStringLiteral("the reply has no \"chunk\""));
    return *events;
}

}

Result<QUrl> Requests::readWellKnown(const QByteArray &reply)
{
    const QJsonObject server = QJsonDocument::fromJson(reply).object().value(u"m.homeserver").toObject();
    const QJsonValue base = server.value(u"base_url");
    if (base.isUndefined() || base.isNull())
        return Error::of(Error::Kind::NotFound);
    const QUrl url(base.toString(), QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"https" && url.scheme() != u"http") || url.host().isEmpty())
        return badReply(QStringLiteral("the base_url in .well-known is no address"));
    return url;
}

Result<ServerVersion> Requests::readVersions(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    const QJsonValue versions = object.value(u"versions");
    if (!versions.isArray())
        return Error::of(Error::Kind::NotMatrix, QStringLiteral("no list of versions"));
    ServerVersion version{Dialect::V3, true};
    const QJsonArray list = versions.toArray();
    int newest = 0;
    for (const QJsonValue &name : list) {
        const QString text = name.toString();
        if (!text.startsWith(u"v1."))
            continue;
        version.isR0 = false;
        newest = std::max(newest, QStringView(text).sliced(3).toInt());
    }
    const QJsonObject features = object.value(u"unstable_features").toObject();
    version.isBeforeThreads = !version.isR0 && newest < 4 && !features.value(u"org.matrix.msc3771").toBool();
    version.offersSliding = !version.isR0 && features.value(u"org.matrix.simplified_msc3575").toBool();
    return version;
}

namespace {

QList<IdentityProvider> providersOf(const QJsonObject &flow)
{
    QList<IdentityProvider> providers;
    const QJsonArray list = flow.value(u"identity_providers").toArray();
    for (const QJsonValue &each : list) {
        const QJsonObject object = each.toObject();
        const IdentityProvider provider{object.value(u"id").toString(), object.value(u"name").toString(),
                                        object.value(u"icon").toString(), object.value(u"brand").toString()};
        const bool isKnown =
            std::any_of(providers.cbegin(), providers.cend(),
                        [&](const IdentityProvider &known) { return known.id == provider.id; });
        if (!provider.id.isEmpty() && !isKnown && providers.size() < LoginFlows::MostProviders)
            providers << provider;
    }
    return providers;
}

std::chrono::milliseconds lifeOf(const QJsonObject &object)
{
    constexpr double MostMs = 100.0 * 365 * 24 * 3600 * 1000;
    const double ms = object.value(u"expires_in_ms").toDouble();
    return std::chrono::milliseconds(ms > 0 ? qint64(std::min(ms, MostMs)) : 0);
}

}

Result<LoginFlows> Requests::readLoginFlows(const QByteArray &reply)
{
    const QJsonValue flows = QJsonDocument::fromJson(reply).object().value(u"flows");
    if (!flows.isArray())
        return Error::of(Error::Kind::NotMatrix, QStringLiteral("no list of login flows"));
    LoginFlows result;
    const QJsonArray list = flows.toArray();
    for (const QJsonValue &flow : list) {
        const QJsonObject object = flow.toObject();
        const QString type = object.value(u"type").toString();
        if (!type.isEmpty() && !result.types.contains(type))
            result.types.append(type);
        if (type != u"m.login.sso")
            continue;
        if (result.providers.isEmpty())
            result.providers = providersOf(object);
        // As before 1.18, too.
        result.isSsoPreferred |= object.value(u"oauth_aware_preferred").toBool() ||
                                 object.value(u"org.matrix.msc3824.delegated_oidc_compatibility").toBool();
    }
    return result;
}

Result<SignedIn> Requests::readSignedIn(const QByteArray &reply)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    SignedIn result;
    result.user = UserId(object->value(u"user_id").toString());
    result.token = object->value(u"access_token").toString().toUtf8();
    result.deviceId = object->value(u"device_id").toString();
    result.refreshToken = object->value(u"refresh_token").toString().toUtf8();
    result.expiresIn = lifeOf(*object);
    if (result.user.isEmpty() || result.token.isEmpty())
        return badReply(QStringLiteral("the reply has no \"user_id\" or no \"access_token\""));
    return result;
}

Result<SignedIn> Requests::readRefreshed(const QByteArray &reply)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    SignedIn result;
    result.token = object->value(u"access_token").toString().toUtf8();
    result.refreshToken = object->value(u"refresh_token").toString().toUtf8();
    result.expiresIn = lifeOf(*object);
    if (result.token.isEmpty())
        return badReply(QStringLiteral("the reply has no \"access_token\""));
    return result;
}

Result<SignedIn> Requests::readWhoAmI(const QByteArray &reply)
{
    auto user = stringOf(reply, QStringLiteral("user_id"));
    if (!user)
        return user.error();
    const QString device = QJsonDocument::fromJson(reply).object().value(u"device_id").toString();
    return SignedIn{UserId(*user), {}, device};
}

Result<RoomId> Requests::readRoomId(const QByteArray &reply, const RoomId &asked)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    const QString id = object->value(u"room_id").toString();
    if (!id.isEmpty())
        return RoomId(id);
    if (asked.isEmpty())
        return badReply(QStringLiteral("the reply has no \"room_id\""));
    return asked;
}

Result<RoomId> Requests::readAlias(const QByteArray &reply)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    if (object->isEmpty())
        return Error::of(Error::Kind::NotFound);
    const QString id = object->value(u"room_id").toString();
    if (id.isEmpty())
        return badReply(QStringLiteral("the reply has no \"room_id\""));
    return RoomId(id);
}

Result<QList<PublicRoom>> Requests::readPublicRooms(const QByteArray &reply)
{
    auto object = objectOf(reply);
    if (!object)
        return object.error();
    QList<PublicRoom> rooms;
    const QJsonArray chunk = object->value(u"chunk").toArray();
    for (const QJsonValue &value : chunk) {
        const QJsonObject entry = value.toObject();
        PublicRoom room;
        room.id = RoomId(entry.value(u"room_id").toString());
        room.name = entry.value(u"name").toString();
        room.topic = entry.value(u"topic").toString();
        room.alias = entry.value(u"canonical_alias").toString();
        if (room.alias.isEmpty())
            room.alias = entry.value(u"aliases").toArray().at(0).toString();
        room.avatarUrl = entry.value(u"avatar_url").toString();
        room.joined = static_cast<int>(std::clamp(entry.value(u"num_joined_members").toDouble(), 0.0, 1e9));
        room.joinRule = entry.value(u"join_rule").toString();
        room.isSpace = entry.value(u"room_type").toString() == u"m.space";
        room.isWorldReadable = entry.value(u"world_readable").toBool();
        if (!room.id.isEmpty())
            rooms.append(room);
    }
    return rooms;
}

std::optional<PresenceUpdate> Requests::readPresence(const QByteArray &reply, const UserId &user, qint64 now)
{
    if (!QJsonDocument::fromJson(reply).isObject())
        return std::nullopt;
    Event event;
    event.sender = user;
    event.content = reply;
    return linnet::readPresence(event, now);
}

Result<EventId> Requests::readEventId(const QByteArray &reply)
{
    auto id = stringOf(reply, QStringLiteral("event_id"));
    if (!id)
        return id.error();
    return EventId(*id);
}

Result<HistoryPage> Requests::readMessages(const QByteArray &reply, const QString &from, qint64 now)
{
    HistoryPage page;
    page.from = from;
    auto events =
        readChunk(reply, now, [&](JsonReader &reader, std::string_view key, JsonReader::Value value) {
            if (key == "end")
                page.end = reader.string(value);
            else if (key == "state")
                page.state = readEvents(reader, value, now);
        });
    if (!events)
        return events.error();
    page.events = events.take();
    page.events.removeIf([](const Event &event) { return event.id.isEmpty(); });
    // Servers of 2014 and 2018 give the same token for ever when there is nothing more.
    if (page.end == from)
        page.end.clear();
    return page;
}

Result<QList<Event>> Requests::readMembers(const QByteArray &reply, qint64 now)
{
    auto events = readChunk(reply, now, [](JsonReader &, std::string_view, JsonReader::Value) {});
    if (events)
        events->removeIf(
            [](const Event &event) { return event.type != u"m.room.member" || !event.isState(); });
    return events;
}

}
