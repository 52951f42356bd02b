// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/syncparts.h"

#include "matrix/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace linnet {

namespace {

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

Presence presenceFrom(const QString &word)
{
    if (word == u"online" || word == u"free_for_chat")
        return Presence::Online;
    if (word == u"unavailable")
        return Presence::Unavailable;
    if (word == u"offline" || word == u"hidden")
        return Presence::Offline;
    return Presence::Unknown;
}

QStringList readStrings(JsonReader &reader, JsonReader::Value value)
{
    QStringList strings;
    reader.eachElement(value, [&](JsonReader::Value element) {
        if (const QString text = reader.string(element); !text.isEmpty())
            strings.append(text);
    });
    return strings;
}

QList<UserId> readUsers(JsonReader &reader, JsonReader::Value value)
{
    QList<UserId> users;
    for (const QString &id : readStrings(reader, value))
        users.append(UserId(id));
    return users;
}

qint64 milliseconds(const QJsonValue &value)
{
    const double number = value.toDouble();
    return number > 0 && number < 9e15 ? static_cast<qint64>(number) : 0;
}

QList<Receipt> readReceipts(const QByteArray &content)
{
    QList<Receipt> receipts;
    const QJsonObject events = objectOf(content);
    for (auto event = events.begin(); event != events.end(); ++event) {
        const QJsonObject kinds = event.value().toObject();
        for (const QLatin1String kind : {QLatin1String("m.read"), QLatin1String("m.read.private")}) {
            const QJsonObject users = kinds.value(kind).toObject();
            for (auto user = users.begin(); user != users.end(); ++user) {
                const QJsonObject receipt = user.value().toObject();
                receipts.append({UserId(user.key()), EventId(event.key()), milliseconds(receipt.value(u"ts")),
                                 receipt.value(u"thread_id").toString()});
            }
        }
    }
    return receipts;
}

bool isMarkedUnread(const Event &event)
{
    return objectOf(event.content).value(u"unread").toBool();
}

QList<UserId> readTyping(const QByteArray &content)
{
    QList<UserId> users;
    const QJsonArray ids = objectOf(content).value(u"user_ids").toArray();
    for (const QJsonValue &id : ids) {
        if (!id.toString().isEmpty())
            users.append(UserId(id.toString()));
    }
    return users;
}

}

std::optional<PresenceUpdate> readPresence(const Event &event, qint64 now)
{
    const QJsonObject content = objectOf(event.content);
    PresenceUpdate update;
    update.user = UserId(content.value(u"user_id").toString());
    if (update.user.isEmpty())
        update.user = event.sender;
    if (update.user.isEmpty())
        return std::nullopt;
    update.presence = presenceFrom(content.value(u"presence").toString());
    update.statusMessage = content.value(u"status_msg").toString();
    if (content.value(u"currently_active").toBool()) {
        update.lastActiveTs = now;
    } else if (content.value(u"last_active_ago").isDouble()) {
        const qint64 ago = milliseconds(content.value(u"last_active_ago"));
        update.lastActiveTs = ago <= now ? now - ago : 0;
    }
    return update;
}

void applyEphemeral(const Event &event, RoomDelta &room)
{
    if (event.type == u"m.typing")
        room.typing = readTyping(event.content);
    else if (event.type == u"m.receipt")
        room.receipts.append(readReceipts(event.content));
    else if (event.type == u"m.fully_read")
        room.fullyRead = EventId(readString(event.content, "event_id"));
    else if (event.type == u"m.marked_unread")
        room.isMarkedUnread = isMarkedUnread(event);
    else if (event.type == u"com.famedly.marked_unread" && !room.isMarkedUnread)
        room.isMarkedUnread = isMarkedUnread(event); // of before 1.12; of both the other one counts
    else if (event.type == u"m.tag")
        room.tags = readTags(event.content);
}

QHash<RoomId, UserId> readDirectRooms(const QByteArray &content)
{
    QHash<RoomId, UserId> rooms;
    const QJsonObject people = objectOf(content);
    for (auto person = people.begin(); person != people.end(); ++person) {
        const QJsonArray ids = person.value().toArray();
        for (const QJsonValue &id : ids) {
            const RoomId room(id.toString());
            if (!room.isEmpty() && !rooms.contains(room))
                rooms.insert(room, UserId(person.key()));
        }
    }
    return rooms;
}

const QStringList &keptAccountData()
{
    static const QStringList types{QStringLiteral("m.direct"),
                                   QStringLiteral("m.ignored_user_list"),
                                   QStringLiteral("m.invite_permission_config"),
                                   QStringLiteral("org.matrix.msc4155.invite_permission_config"),
                                   QStringLiteral("org.matrix.msc4380.invite_permission_config"),
                                   QStringLiteral("chat.linnet.policy_lists"),
                                   QStringLiteral("chat.linnet.rooms")};
    return types;
}

void applyAccountData(const Event &event, SyncBatch &batch)
{
    if (keptAccountData().contains(event.type))
        batch.accountData.insert(event.type, event.content);
    if (event.type == u"m.direct")
        batch.directRooms = readDirectRooms(event.content);
    else if (event.type == u"m.push_rules") {
        batch.areNamesMentions = readAreNamesMentions(event.content);
        batch.pushRules = event.content;
    } else if (event.type == u"m.secret_storage.default_key" || event.type == u"m.megolm_backup.v1" ||
               event.type == u"m.cross_signing.master")
        batch.hasSecretStorage = true;
}

bool readAreNamesMentions(const QByteArray &content)
{
    const QJsonObject rules = objectOf(content).value(u"global").toObject();
    const auto isOn = [&rules](QStringView kind, QStringView id) {
        const QJsonArray list = rules.value(kind).toArray();
        return std::any_of(list.begin(), list.end(), [id](const QJsonValue &rule) {
            return rule[u"rule_id"].toString() == id && rule[u"enabled"].toBool();
        });
    };
    return isOn(u"content", u".m.rule.contains_user_name") ||
           isOn(u"override", u".m.rule.contains_display_name");
}

bool isOwnMember(const Event &event, const UserId &self)
{
    return event.type == u"m.room.member" && event.stateKey == self.toString();
}

Membership ownMembership(const QList<Event> &events, const UserId &self)
{
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (isOwnMember(*event, self))
            return readMember(event->content).membership;
    }
    return Membership::None;
}

UserId senderOfOwnMember(const QList<Event> &events, const UserId &self)
{
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (isOwnMember(*event, self))
            return event->sender;
    }
    return {};
}

std::optional<int> readCount(JsonReader &reader, JsonReader::Value value)
{
    const auto number = reader.integer(value);
    if (!number)
        return std::nullopt;
    return static_cast<int>(std::clamp<qint64>(*number, 0, 1'000'000'000));
}

QList<RoomId> idsOf(const QList<RoomDelta> &rooms)
{
    QList<RoomId> ids;
    ids.reserve(rooms.size());
    for (const RoomDelta &room : rooms)
        ids.append(room.id);
    return ids;
}

void readEncryption(JsonReader &reader, std::string_view key, JsonReader::Value value, SyncBatch &batch)
{
    using Value = JsonReader::Value;
    if (key == "device_lists") {
        reader.eachMember(value, [&](std::string_view name, Value users) {
            if (name == "changed")
                batch.deviceLists.changed = readUsers(reader, users);
            else if (name == "left")
                batch.deviceLists.left = readUsers(reader, users);
        });
    } else if (key == "device_one_time_keys_count") {
        QHash<QString, int> counts;
        reader.eachMember(value, [&](std::string_view algorithm, Value count) {
            if (const auto number = readCount(reader, count))
                counts.insert(QString::fromUtf8(algorithm.data(), qsizetype(algorithm.size())), *number);
        });
        batch.keyCounts = counts;
    } else if (key == "device_unused_fallback_key_types" && JsonReader::isArray(value)) {
        batch.unusedFallbackKeys = readStrings(reader, value);
    }
}

QList<QByteArray> readRawObjects(JsonReader &reader, JsonReader::Value value)
{
    QList<QByteArray> objects;
    reader.eachElement(value, [&](JsonReader::Value element) {
        if (const QByteArray text = reader.rawObject(element); !text.isEmpty())
            objects.append(text);
    });
    return objects;
}

void removeRepeated(QList<Event> &events)
{
    QSet<EventId> seen;
    events.removeIf([&](const Event &event) {
        if (event.id.isEmpty() || seen.contains(event.id))
            return true;
        seen.insert(event.id);
        return false;
    });
}

}
