// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"

#include "matrix/mediaaddress.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

/// A count in `most` at the most; `fallback` for what is no number or negative.
qint64 countOf(const QJsonValue &value, qint64 fallback, double most)
{
    if (!value.isDouble() || !(value.toDouble() >= 0))
        return fallback;
    return static_cast<qint64>(std::min(value.toDouble(), most));
}

/// Levels may be numbers or, in rooms before version 10, numbers in strings.
int levelOf(const QJsonValue &value, int fallback)
{
    double level = 0;
    if (value.isDouble()) {
        level = value.toDouble();
    } else {
        bool isNumber = false;
        level = value.toString().toInt(&isNumber);
        if (!isNumber)
            return fallback;
    }
    // Creators of version 12 rooms must stay above everybody else.
    constexpr double Most = PowerLevels::Creator - 1;
    return static_cast<int>(std::clamp(level, -Most, Most));
}

/// 2014: users stand directly in the content, next to "default".
void readLevelsOf2014(const QJsonObject &content, PowerLevels &levels)
{
    for (auto it = content.begin(); it != content.end(); ++it) {
        if (it.key().startsWith(u'@'))
            levels.users.insert(UserId(it.key()), levelOf(it.value(), 0));
    }
    levels.usersDefault = levelOf(content.value(u"default"), 0);
    // The other levels stood in events of their own; these are their defaults of that time.
    levels.ban = 5;
    levels.kick = 5;
    levels.redact = 10;
    levels.stateDefault = 10;
}

bool isOf2014(const QJsonObject &content)
{
    if (content.contains(u"users") || content.contains(u"users_default"))
        return false;
    if (content.contains(u"default"))
        return true;
    for (auto it = content.begin(); it != content.end(); ++it) {
        if (it.key().startsWith(u'@'))
            return true;
    }
    return false;
}

void readLevels(const QJsonObject &content, PowerLevels &levels)
{
    const QJsonObject users = content.value(u"users").toObject();
    for (auto it = users.begin(); it != users.end(); ++it)
        levels.users.insert(UserId(it.key()), levelOf(it.value(), 0));
    const QJsonObject events = content.value(u"events").toObject();
    for (auto it = events.begin(); it != events.end(); ++it)
        levels.events.insert(it.key(), levelOf(it.value(), 0));
    levels.usersDefault = levelOf(content.value(u"users_default"), 0);
    levels.eventsDefault = levelOf(content.value(u"events_default"), 0);
    levels.stateDefault = levelOf(content.value(u"state_default"), 50);
    levels.ban = levelOf(content.value(u"ban"), 50);
    levels.kick = levelOf(content.value(u"kick"), 50);
    levels.redact = levelOf(content.value(u"redact"), 50);
    levels.invite = levelOf(content.value(u"invite"), 0);
    levels.notifyRoom = levelOf(content.value(u"notifications").toObject().value(u"room"), 50);
}

/// What makes a voice message of a sound (MSC3245, MSC1767).
void readVoice(const QJsonObject &content, MessageContent &message)
{
    const QJsonObject audio = content.value(u"org.matrix.msc1767.audio").toObject();
    message.isVoice = content.value(u"org.matrix.msc3245.voice").isObject();
    if (message.durationMs < 0)
        message.durationMs = countOf(audio.value(u"duration"), -1, 9e15);
    const QJsonArray wave = audio.value(u"waveform").toArray();
    for (const QJsonValue &loudness : wave) {
        if (message.waveform.size() == MessageContent::MaxWaveform)
            break;
        message.waveform.append(static_cast<quint16>(countOf(loudness, 0, 1024)));
    }
}

/// Room versions are opaque; of the known ones 1 to 11 have no power above the levels.
bool areCreatorsAboveAll(const QJsonObject &create)
{
    const QString version = create.value(u"room_version").toString();
    bool isNumber = false;
    const int number = version.toInt(&isNumber);
    return isNumber && number >= 12;
}

}

MessageContent readMessage(const QByteArray &content)
{
    const QJsonObject object = objectOf(content);
    const QJsonObject info = object.value(u"info").toObject();
    const QJsonObject file = object.value(u"file").toObject();
    MessageContent message;
    message.msgtype = object.value(u"msgtype").toString();
    message.body = object.value(u"body").toString();
    message.url = object.value(u"url").toString();
    if (message.url.isEmpty())
        message.url = MediaAddress::of(file);
    message.fileName = object.value(u"filename").toString();
    if (message.fileName.isEmpty())
        message.fileName = message.body;
    message.mimeType = info.value(u"mimetype").toString();
    message.size = countOf(info.value(u"size"), -1, 9e15);
    message.width = static_cast<int>(countOf(info.value(u"w"), 0, 1e6));
    message.height = static_cast<int>(countOf(info.value(u"h"), 0, 1e6));
    message.blurhash = info.value(u"xyz.amorgan.blurhash").toString();
    message.durationMs = countOf(info.value(u"duration"), -1, 9e15);
    message.thumbnailUrl = info.value(u"thumbnail_url").toString();
    if (message.thumbnailUrl.isEmpty())
        message.thumbnailUrl = MediaAddress::of(info.value(u"thumbnail_file").toObject());
    if (message.thumbnailUrl.isEmpty())
        message.thumbnailUrl = object.value(u"thumbnail_url").toString();
    message.geoUri = object.value(u"geo_uri").toString();
    readVoice(object, message);
    return message;
}

MemberContent readMember(const QByteArray &content)
{
    const QJsonObject object = objectOf(content);
    MemberContent member;
    member.membership = membershipFromString(object.value(u"membership").toString());
    member.displayName = object.value(u"displayname").toString();
    member.avatarUrl = object.value(u"avatar_url").toString();
    member.reason = object.value(u"reason").toString();
    member.isDirect = object.value(u"is_direct").toBool();
    return member;
}

PowerLevels readPowerLevels(const QByteArray &powerLevels, const QByteArray &create, const UserId &creator)
{
    const QJsonObject content = objectOf(powerLevels);
    const QJsonObject createContent = objectOf(create);
    PowerLevels levels;
    if (isOf2014(content))
        readLevelsOf2014(content, levels);
    else if (!content.isEmpty())
        readLevels(content, levels);

    if (areCreatorsAboveAll(createContent)) {
        levels.users.insert(creator, PowerLevels::Creator);
        const QJsonArray others = createContent.value(u"additional_creators").toArray();
        for (const QJsonValue &other : others)
            levels.users.insert(UserId(other.toString()), PowerLevels::Creator);
        levels.users.remove(UserId());
    } else if (content.isEmpty() && !creator.isEmpty()) {
        // Without the event the creator alone has power (client-server API, m.room.power_levels).
        levels.users.insert(creator, 100);
        levels.stateDefault = 0;
    }
    return levels;
}

QMap<QString, double> readTags(const QByteArray &content)
{
    constexpr qsizetype mostTags = 50;
    QMap<QString, double> tags;
    const QJsonObject object = objectOf(content).value(u"tags").toObject();
    for (auto tag = object.begin(); tag != object.end() && tags.size() < mostTags; ++tag) {
        const QJsonValue order = tag.value().toObject().value(u"order");
        bool isNumber = order.isDouble();
        // Some clients write a text.
        const double place = isNumber ? order.toDouble() : order.toString().toDouble(&isNumber);
        tags.insert(tag.key(), isNumber && std::isfinite(place) ? place : NoTagOrder);
    }
    return tags;
}

QByteArray writeTags(const QMap<QString, double> &tags)
{
    QJsonObject object;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        QJsonObject place;
        if (tag.value() != NoTagOrder)
            place.insert(QStringLiteral("order"), tag.value());
        object.insert(tag.key(), place);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("tags"), object}}).toJson(QJsonDocument::Compact);
}

RoomId readPredecessor(const QByteArray &create)
{
    return RoomId(objectOf(create).value(u"predecessor").toObject().value(u"room_id").toString());
}

QString readString(const QByteArray &content, const char *field)
{
    return objectOf(content).value(QLatin1String(field)).toString();
}

QStringList readStrings(const QByteArray &content, const char *field)
{
    QStringList strings;
    const QJsonArray list = objectOf(content).value(QLatin1String(field)).toArray();
    for (const QJsonValue &each : list) {
        if (each.isString())
            strings.append(each.toString());
    }
    return strings;
}

}
