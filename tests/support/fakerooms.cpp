// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakerooms.h"

#include <QDateTime>

#include <algorithm>

namespace linnet::test {

namespace {

const QString Member = QStringLiteral("m.room.member");

QJsonObject object(std::initializer_list<std::pair<QString, QJsonValue>> members)
{
    return QJsonObject(members);
}

Answer forbidden(const QString &text)
{
    return Answer::refusal(403, QStringLiteral("M_FORBIDDEN"), text);
}

}

Answer Answer::refusal(int status, const QString &code, const QString &text)
{
    return {status, object({{QStringLiteral("errcode"), code}, {QStringLiteral("error"), text}})};
}

Answer Answer::unrecognized()
{
    return {400, object({{QStringLiteral("error"), QStringLiteral("Unrecognized request")}})};
}

QJsonValue FakeRooms::nothing() const
{
    return m_era == Era::V02 ? QJsonValue(QString(QLatin1String(""))) : QJsonValue(QJsonObject());
}

QString FakeRooms::newId(int length)
{
    // Letters only, different for every number, and not in the order of their making.
    quint64 value = (quint64(++m_ids) * 0x9E3779B97F4A7C15ULL) ^ 0xD1B54A32D192ED03ULL;
    QString id;
    for (int i = 0; i < length; ++i) {
        id += QChar(char16_t(u'a' + value % 26));
        value = value / 26 + (i % 3 == 2 ? quint64(m_ids) * 7919 : 0);
    }
    return id + QString::number(m_ids, 36);
}

QString FakeRooms::membershipOf(const QString &user, const QString &room) const
{
    const auto found = m_rooms.constFind(room);
    if (found == m_rooms.cend() || !found->state.contains({Member, user}))
        return {};
    return m_stream[found->state.value({Member, user})]
        .value(u"content")
        .toObject()
        .value(u"membership")
        .toString();
}

Answer FakeRooms::refuseStranger(const QString &user, const QString &room) const
{
    return forbidden(QStringLiteral("User %1 not in room %2 (None)").arg(user, room));
}

QJsonObject FakeRooms::append(const QString &user, const QString &room, const QString &type,
                              const QJsonObject &content, const std::optional<QString> &stateKey)
{
    Room &entry = m_rooms[room];
    QJsonObject event = object({{QStringLiteral("content"), content},
                                {QStringLiteral("event_id"), newId(8)},
                                {QStringLiteral("room_id"), room},
                                {QStringLiteral("ts"), QDateTime::currentMSecsSinceEpoch()},
                                {QStringLiteral("type"), type},
                                {QStringLiteral("user_id"), user}});
    if (m_era == Era::V03)
        event[QStringLiteral("event_id")] =
            QString(u'$' + event.value(u"event_id").toString() + u'@' + m_server);
    const int index = int(m_stream.size());
    if (stateKey) {
        event[QStringLiteral("state_key")] = *stateKey;
        if (type == Member)
            event[QStringLiteral("membership")] = content.value(u"membership");
        else
            event[QStringLiteral("required_power_level")] = 10;
        const std::pair key(type, *stateKey);
        if (m_era == Era::V03 && entry.state.contains(key)) {
            const QJsonObject &before = m_stream[entry.state.value(key)];
            event[QStringLiteral("prev_content")] = before.value(u"content");
            event[QStringLiteral("prev_state")] = before.value(u"event_id");
        }
        entry.state.insert(key, index);
    }
    entry.events.append(index);
    m_stream.append(event);
    return event;
}

void FakeRooms::setMembership(const QString &actor, const QString &room, const QString &target,
                              const QString &membership, const QString &reason)
{
    QJsonObject content = object({{QStringLiteral("membership"), membership}});
    if (membership == u"join") {
        content[QStringLiteral("displayname")] = QJsonValue::Null;
        content[QStringLiteral("avatar_url")] = QJsonValue::Null;
    }
    const QString before = membershipOf(target, room);
    if (m_era == Era::V02 && !before.isEmpty())
        content[QStringLiteral("prev")] = before;
    if (!reason.isEmpty())
        content[QStringLiteral("reason")] = reason;
    append(actor, room, Member, content, target);
}

Answer FakeRooms::create(const QString &user, const QJsonObject &body)
{
    const QString local = body.value(u"room_alias_name").toString();
    const QString alias = local.isEmpty() ? QString() : QString(u'#' + local + u':' + m_server);
    if (!alias.isEmpty() && m_aliases.contains(alias))
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QStringLiteral("Room alias already taken"));

    const QString room = u'!' + newId(14) + u':' + m_server;
    const bool isPublic = body.value(u"visibility").toString() != u"private";
    m_rooms[room].isPublic = isPublic;
    const QString key(QLatin1String(""));
    const auto put = [&](const char *type, const QJsonObject &content) {
        append(user, room, QString::fromLatin1(type), content, key);
    };
    put("m.room.create", object({{QStringLiteral("creator"), user}}));
    put("m.room.power_levels",
        object({{user, m_era == Era::V02 ? 10 : 100}, {QStringLiteral("default"), 0}}));
    put("m.room.join_rules", object({{QStringLiteral("join_rule"),
                                      isPublic ? QStringLiteral("public") : QStringLiteral("invite")}}));
    put("m.room.add_state_level", object({{QStringLiteral("level"), 10}}));
    put("m.room.send_event_level", object({{QStringLiteral("level"), 0}}));
    put("m.room.ops_levels", object({{QStringLiteral("ban_level"), 5}, {QStringLiteral("kick_level"), 5}}));
    const QString name = body.value(u"name").toString(alias);
    if (!name.isEmpty())
        put("m.room.name", object({{QStringLiteral("name"), name}}));
    if (body.contains(u"topic"))
        put("m.room.topic", object({{QStringLiteral("topic"), body.value(u"topic")}}));
    setMembership(user, room, user, QStringLiteral("join"));

    QJsonObject answer = object({{QStringLiteral("room_id"), room}});
    if (!alias.isEmpty()) {
        setAlias(alias, room);
        answer[QStringLiteral("room_alias")] = alias;
    }
    const QJsonArray invited = body.value(u"invite").toArray();
    for (const QJsonValue &target : invited)
        setMembership(user, room, target.toString(), QStringLiteral("invite"));
    return {200, answer};
}

Answer FakeRooms::setAlias(const QString &alias, const QString &room)
{
    m_aliases.insert(alias, room);
    m_rooms[room].aliases.append(alias);
    if (m_era == Era::V03)
        append(QString(u'@' + m_server), room, QStringLiteral("m.room.aliases"),
               object({{QStringLiteral("aliases"), QJsonArray::fromStringList(m_rooms[room].aliases)}}),
               m_server);
    return {200, nothing()};
}

Answer FakeRooms::send(const QString &user, const QString &room, const QString &type, QJsonObject content)
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    if (type == u"m.room.message" && !content.contains(u"msgtype"))
        return Answer::refusal(400, QStringLiteral("M_BAD_JSON"), QStringLiteral("Missing msgtype key"));
    content[QStringLiteral("hsob_ts")] = QDateTime::currentMSecsSinceEpoch();
    const QJsonObject event = append(user, room, type, content, std::nullopt);
    return {200, object({{QStringLiteral("event_id"), event.value(u"event_id")}})};
}

Answer FakeRooms::setState(const QString &user, const QString &room, const QString &type, const QString &key,
                           QJsonObject content)
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    if (powerOf(user, room) < 10)
        return forbidden(QStringLiteral("You don't have permission to change that state"));
    if (type == u"m.room.name" || type == u"m.room.topic")
        content[QStringLiteral("hsob_ts")] = QDateTime::currentMSecsSinceEpoch();
    append(user, room, type, content, key);
    return {200, nothing()};
}

Answer FakeRooms::join(const QString &user, const QString &room)
{
    if (!m_rooms.contains(room))
        return Answer::refusal(404, QStringLiteral("M_UNKNOWN"), QStringLiteral("No such room"));
    const QString before = membershipOf(user, room);
    if (before == u"ban")
        return forbidden(QStringLiteral("You don't have permission to change that state"));
    if (!m_rooms[room].isPublic && before != u"invite" && before != u"join")
        return forbidden(QStringLiteral("You are not invited to this room."));
    setMembership(user, room, user, QStringLiteral("join"));
    return {200, nothing()};
}

Answer FakeRooms::joinAliasOrId(const QString &user, const QString &aliasOrId)
{
    if (!aliasOrId.startsWith(u'#'))
        return join(user, aliasOrId);
    if (!m_aliases.contains(aliasOrId))
        return Answer::refusal(404, QStringLiteral("M_UNKNOWN"), QStringLiteral("No such room alias"));
    Answer answer = join(user, m_aliases.value(aliasOrId));
    if (answer.status == 200)
        answer.body = object({{QStringLiteral("room_id"), m_aliases.value(aliasOrId)}});
    return answer;
}

Answer FakeRooms::invite(const QString &user, const QString &room, const QString &target)
{
    if (target.isEmpty())
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QStringLiteral("Missing user_id key."));
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    const QString before = membershipOf(target, room);
    if (before == u"join")
        return forbidden(QStringLiteral("%1 is already in the room.").arg(target));
    if (before == u"ban")
        return forbidden(QStringLiteral("You don't have permission to change that state"));
    setMembership(user, room, target, QStringLiteral("invite"));
    return {200, nothing()};
}

Answer FakeRooms::leave(const QString &user, const QString &room)
{
    const QString before = membershipOf(user, room);
    if (before != u"join" && before != u"invite")
        return forbidden(QStringLiteral("You are not in room %1.").arg(room));
    setMembership(user, room, user, QStringLiteral("leave"));
    return {200, nothing()};
}

Answer FakeRooms::expel(const QString &user, const QString &room, const QString &target,
                        const QString &membership, const QString &reason)
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    if (powerOf(user, room) < 5 || powerOf(user, room) <= powerOf(target, room))
        return forbidden(
            QStringLiteral("You cannot %1 user %2.")
                .arg(membership == u"ban" ? QStringLiteral("ban") : QStringLiteral("kick"), target));
    setMembership(user, room, target, membership, reason);
    return {200, nothing()};
}

Answer FakeRooms::redact(const QString &user, const QString &room, const QString &rawEvent,
                         const QString &reason)
{
    if (m_era == Era::V02)
        return Answer::unrecognized();
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    QJsonObject content;
    if (!reason.isEmpty())
        content[QStringLiteral("reason")] = reason;
    QJsonObject redaction = append(user, room, QStringLiteral("m.room.redaction"), content, std::nullopt);
    redaction[QStringLiteral("redacts")] = rawEvent;
    m_stream.last() = redaction;
    for (QJsonObject &event : m_stream) {
        if (event.value(u"event_id").toString() != rawEvent || event.value(u"room_id").toString() != room)
            continue;
        event[QStringLiteral("content")] = QJsonObject();
        event[QStringLiteral("redacted_because")] = redaction;
        // Kept aside: a redacted event of 0.3 has no time, only an age.
        event[QStringLiteral("hidden_ts")] = event.take(QStringLiteral("ts"));
    }
    return {200, object({{QStringLiteral("event_id"), redaction.value(u"event_id")}})};
}

int FakeRooms::powerOf(const QString &user, const QString &room) const
{
    const auto &state = m_rooms.value(room).state;
    const std::pair key(QStringLiteral("m.room.power_levels"), QString(QLatin1String("")));
    if (!state.contains(key))
        return 0;
    const QJsonObject levels = m_stream[state.value(key)].value(u"content").toObject();
    return levels.value(user).toInt(levels.value(u"default").toInt());
}

}
