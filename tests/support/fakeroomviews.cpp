// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakerooms.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace linnet::test {

namespace {

const QString Member = QStringLiteral("m.room.member");

}

QJsonObject FakeRooms::shown(int index) const
{
    QJsonObject event = m_stream[index];
    const QJsonValue hidden = event.take(QStringLiteral("hidden_ts"));
    if (m_era == Era::V03) {
        const qint64 ts = (hidden.isUndefined() ? event.value(u"ts") : hidden).toInteger();
        event[QStringLiteral("age")] = std::max<qint64>(0, QDateTime::currentMSecsSinceEpoch() - ts);
    }
    return event;
}

QJsonArray FakeRooms::stateOf(const Room &room) const
{
    QJsonArray state;
    QList<int> indexes = room.state.values();
    std::sort(indexes.begin(), indexes.end());
    for (int index : indexes)
        state.append(shown(index));
    return state;
}

Answer FakeRooms::state(const QString &user, const QString &room, const QString &type,
                        const QString &key) const
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    const auto &state = m_rooms.value(room).state;
    if (!state.contains({type, key}))
        return Answer::refusal(404, QStringLiteral("M_NOT_FOUND"), QStringLiteral("Event not found."));
    return {200, m_stream[state.value({type, key})].value(u"content")};
}

Answer FakeRooms::allState(const QString &user, const QString &room) const
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    return {200, m_era == Era::V02 ? QJsonArray() : stateOf(m_rooms.value(room))};
}

Answer FakeRooms::members(const QString &user, const QString &room) const
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    QJsonArray chunk;
    const Room entry = m_rooms.value(room);
    for (auto it = entry.state.begin(); it != entry.state.end(); ++it) {
        if (it.key().first != Member)
            continue;
        QJsonObject event = shown(it.value());
        QJsonObject content = event.value(u"content").toObject();
        // 2014 put the person's presence between the fields of the member event.
        content[QStringLiteral("presence")] = QJsonValue::Null;
        content[QStringLiteral("status_msg")] = QJsonValue::Null;
        content[QStringLiteral("last_active_ago")] = 1000;
        event[QStringLiteral("content")] = content;
        chunk.append(event);
    }
    return {200, QJsonObject{{QStringLiteral("chunk"), chunk},
                             {QStringLiteral("start"), QStringLiteral("START")},
                             {QStringLiteral("end"), QStringLiteral("END")}}};
}

QString FakeRooms::streamToken() const
{
    return QStringLiteral("s%1_0_0").arg(m_stream.size());
}

QString FakeRooms::token(const Room &room, qsizetype index) const
{
    if (room.events.isEmpty())
        return streamToken();
    return QStringLiteral("t%1-%2_0_0").arg(index + 1).arg(room.events[index] + 1);
}

Answer FakeRooms::messages(const QString &user, const QString &room, const QString &from,
                           const QString &direction, int limit) const
{
    if (membershipOf(user, room) != u"join")
        return refuseStranger(user, room);
    const auto bad = [](const char *what) {
        return Answer::refusal(400, QStringLiteral("M_UNKNOWN"), QString::fromLatin1(what));
    };
    if (!direction.isEmpty() && direction != u"b" && direction != u"f")
        return bad("'dir' parameter is invalid.");
    static const QRegularExpression form(QStringLiteral("\\A(?:END|([st])(\\d+)(?:-\\d+)?_.*)\\z"));
    const auto match = form.match(from.isEmpty() ? QStringLiteral("END") : from);
    if (!match.hasMatch())
        return bad("'from' paramater is invalid");

    const Room entry = m_rooms.value(room);
    // The token names its event, which the page repeats: pages of 2014 overlap by one.
    qsizetype newest = entry.events.size() - 1;
    const int number = match.captured(2).toInt();
    if (match.captured(1) == u"t")
        newest = std::min<qsizetype>(newest, std::max(0, number - 1));
    else if (match.captured(1) == u"s")
        while (newest > 0 && entry.events[newest] >= number)
            --newest;
    QJsonArray chunk;
    qsizetype at = newest;
    const bool isOnlyAsking = from.isEmpty() || direction != u"b";
    for (; !isOnlyAsking && at >= 0 && chunk.size() < limit; --at)
        chunk.append(shown(entry.events[at]));
    const QString start = match.captured(1).isEmpty() ? streamToken() : from;
    const QString end = isOnlyAsking ? start : token(entry, std::min(at + 1, newest));
    return {200, QJsonObject{{QStringLiteral("chunk"), chunk},
                             {QStringLiteral("start"), start},
                             {QStringLiteral("end"), end}}};
}

Answer FakeRooms::event(const QString &user, const QString &id) const
{
    for (int i = 0; i < m_stream.size(); ++i) {
        if (m_stream[i].value(u"event_id").toString() == id &&
            membershipOf(user, m_stream[i].value(u"room_id").toString()) == u"join")
            return {200, shown(i)};
    }
    return Answer::refusal(404, QStringLiteral("M_UNKNOWN"), QStringLiteral("No row found"));
}

Answer FakeRooms::directory(const QString &alias) const
{
    if (!m_aliases.contains(alias))
        return {200, QJsonObject()};
    return {200, QJsonObject{{QStringLiteral("room_id"), m_aliases.value(alias)},
                             {QStringLiteral("servers"), QJsonArray{m_server}}}};
}

QJsonArray FakeRooms::publicRooms() const
{
    QJsonArray chunk;
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it) {
        if (!it->isPublic)
            continue;
        const auto text = [&](const char *type, const char *field) -> QJsonValue {
            const std::pair key(QString::fromLatin1(type), QString(QLatin1String("")));
            if (!it->state.contains(key))
                return QJsonValue::Null;
            return m_stream[it->state.value(key)].value(u"content").toObject().value(QLatin1String(field));
        };
        QJsonObject entry{{QStringLiteral("room_id"), it.key()},
                          {QStringLiteral("aliases"), QJsonArray::fromStringList(it->aliases)},
                          {QStringLiteral("name"), text("m.room.name", "name")},
                          {QStringLiteral("topic"), text("m.room.topic", "topic")}};
        if (m_era == Era::V03) {
            int joined = 0;
            for (auto state = it->state.begin(); state != it->state.end(); ++state)
                joined +=
                    state.key().first == Member && membershipOf(state.key().second, it.key()) == u"join";
            entry[QStringLiteral("num_joined_members")] = joined;
        }
        chunk.append(entry);
    }
    return chunk;
}

QJsonArray FakeRooms::roomsOf(const QString &user, int limit) const
{
    QJsonArray rooms;
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it) {
        const QString membership = membershipOf(user, it.key());
        if (membership != u"join" && membership != u"invite")
            continue;
        QJsonObject entry{{QStringLiteral("room_id"), it.key()}, {QStringLiteral("membership"), membership}};
        if (m_era == Era::V03)
            entry[QStringLiteral("visibility")] =
                it->isPublic ? QStringLiteral("public") : QStringLiteral("private");
        if (membership == u"invite") {
            entry[QStringLiteral("inviter")] = m_stream[it->state.value({Member, user})].value(u"user_id");
        } else {
            const qsizetype first = std::max<qsizetype>(0, it->events.size() - limit);
            QJsonArray chunk;
            for (qsizetype i = first; i < it->events.size(); ++i)
                chunk.append(shown(it->events[i]));
            entry[QStringLiteral("messages")] =
                QJsonObject{{QStringLiteral("chunk"), chunk},
                            {QStringLiteral("start"), token(*it, std::min(first, it->events.size() - 1))},
                            {QStringLiteral("end"), streamToken()}};
            entry[QStringLiteral("state")] = stateOf(*it);
        }
        rooms.append(entry);
    }
    return rooms;
}

QJsonArray FakeRooms::eventsSince(const QString &user, int position) const
{
    QJsonArray chunk;
    for (int i = std::max(0, position); i < m_stream.size(); ++i) {
        const QJsonObject &event = m_stream[i];
        const bool isAboutUser =
            event.value(u"type").toString() == Member && event.value(u"state_key").toString() == user;
        if (isAboutUser || membershipOf(user, event.value(u"room_id").toString()) == u"join")
            chunk.append(shown(i));
    }
    return chunk;
}

bool FakeRooms::shareRoom(const QString &a, const QString &b) const
{
    for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it) {
        if (membershipOf(a, it.key()) == u"join" && membershipOf(b, it.key()) == u"join")
            return true;
    }
    return a == b;
}

}
