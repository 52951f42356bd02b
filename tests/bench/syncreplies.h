// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator.h"
#include "support/json.h"

#include <algorithm>

namespace linnet::bench {

/// Replies to `/sync` (v3) as a busy server gives them, as bytes. About 600 bytes an event: text, some of it
/// with HTML, replies, reactions and members that come and go. Event ids never repeat.
class SyncReplies
{
public:
    explicit SyncReplies(unsigned seed = 7) : m_generator(seed) {}

    static QString self() { return QStringLiteral("@me:example.org"); }

    /// `events` in rooms of `perRoom` events each, of which a new room's first ones are its state.
    QByteArray reply(int events, int perRoom, bool isNew)
    {
        QJsonObject rooms;
        for (int number = 0; events > 0; ++number) {
            const int count = std::min(events, perRoom);
            rooms.insert(QStringLiteral("!room%1:example.org").arg(number), room(number, count, isNew));
            events -= count;
        }
        return QJsonDocument(
                   QJsonObject{{QStringLiteral("next_batch"), QStringLiteral("s%1").arg(++m_batch)},
                               {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), rooms}}}})
            .toJson(QJsonDocument::Compact);
    }

private:
    static constexpr int People = 24;

    QString person() { return QStringLiteral("@person%1:example.org").arg(m_generator.number(People)); }

    QJsonObject event(const QString &type, const QString &sender, const QJsonObject &content)
    {
        // As long as those of room version 3 and later.
        const QString id = QStringLiteral("$%1").arg(++m_event, 43, 36, QLatin1Char('x'));
        m_ts += 1000;
        return {{QStringLiteral("type"), type},
                {QStringLiteral("event_id"), id},
                {QStringLiteral("sender"), sender},
                {QStringLiteral("origin_server_ts"), m_ts},
                {QStringLiteral("content"), content},
                {QStringLiteral("unsigned"),
                 QJsonObject{{QStringLiteral("age"), 123'456},
                             {QStringLiteral("membership"), QStringLiteral("join")}}}};
    }
    QJsonObject stateEvent(const QString &type, const QString &stateKey, const QJsonObject &content)
    {
        QJsonObject object = event(type, QStringLiteral("@person0:example.org"), content);
        object.insert(QStringLiteral("state_key"), stateKey);
        return object;
    }
    QJsonObject member(const QString &user)
    {
        return stateEvent(
            QStringLiteral("m.room.member"), user,
            {{QStringLiteral("membership"), QStringLiteral("join")},
             {QStringLiteral("displayname"),
              QString(user.mid(1).section(u':', 0, 0) + QStringLiteral(" Name"))},
             {QStringLiteral("avatar_url"), QStringLiteral("mxc://example.org/AbCdEfGhIjKlMnOpQrStUvWx")}});
    }

    QJsonArray state(int number)
    {
        QJsonArray events{
            stateEvent(QStringLiteral("m.room.create"), {},
                       {{QStringLiteral("room_version"), QStringLiteral("10")}}),
            stateEvent(QStringLiteral("m.room.power_levels"), {},
                       {{QStringLiteral("users"), QJsonObject{{QStringLiteral("@person0:example.org"), 100}}},
                        {QStringLiteral("state_default"), 50}}),
            stateEvent(QStringLiteral("m.room.name"), {},
                       {{QStringLiteral("name"), QStringLiteral("Room number %1").arg(number)}}),
            stateEvent(QStringLiteral("m.room.topic"), {},
                       {{QStringLiteral("topic"), m_generator.text(3, 20)}}),
            stateEvent(QStringLiteral("m.room.join_rules"), {},
                       {{QStringLiteral("join_rule"), QStringLiteral("public")}}),
            member(self()),
        };
        for (int i = 0; i < People; ++i)
            events.append(member(QStringLiteral("@person%1:example.org").arg(i)));
        return events;
    }

    QJsonObject message()
    {
        const QString body = m_generator.text(3, 60);
        QJsonObject content{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                            {QStringLiteral("body"), body}};
        if (m_generator.number(4) == 0) {
            content.insert(QStringLiteral("format"), QStringLiteral("org.matrix.custom.html"));
            content.insert(QStringLiteral("formatted_body"),
                           QString(QStringLiteral("<p>") + body.toHtmlEscaped() + QStringLiteral("</p>")));
        }
        if (m_generator.number(6) == 0) {
            const QJsonObject to{{QStringLiteral("event_id"), QStringLiteral("$someearlierevent")}};
            content.insert(QStringLiteral("m.relates_to"),
                           QJsonObject{{QStringLiteral("m.in_reply_to"), to}});
        }
        return event(QStringLiteral("m.room.message"), person(), content);
    }
    QJsonObject reaction()
    {
        const QJsonObject relation{{QStringLiteral("rel_type"), QStringLiteral("m.annotation")},
                                   {QStringLiteral("event_id"), QStringLiteral("$someearlierevent")},
                                   {QStringLiteral("key"), QStringLiteral("👍")}};
        return event(QStringLiteral("m.reaction"), person(), {{QStringLiteral("m.relates_to"), relation}});
    }

    QJsonObject room(int number, int count, bool isNew)
    {
        QJsonArray before;
        if (isNew)
            before = state(number);
        QJsonArray timeline;
        while (before.size() + timeline.size() < count) {
            switch (m_generator.number(20)) {
            case 0:
                timeline.append(member(person()));
                break;
            case 1:
                timeline.append(reaction());
                break;
            default:
                timeline.append(message());
                break;
            }
        }
        return {
            {QStringLiteral("timeline"), QJsonObject{{QStringLiteral("events"), timeline},
                                                     {QStringLiteral("limited"), isNew},
                                                     {QStringLiteral("prev_batch"), QStringLiteral("t1")}}},
            {QStringLiteral("state"), QJsonObject{{QStringLiteral("events"), before}}},
            {QStringLiteral("summary"), QJsonObject{{QStringLiteral("m.joined_member_count"), People + 1}}},
            {QStringLiteral("unread_notifications"),
             QJsonObject{{QStringLiteral("notification_count"), count},
                         {QStringLiteral("highlight_count"), 0}}}};
    }

    Generator m_generator;
    int m_batch = 0;
    qint64 m_event = 0;
    qint64 m_ts = 1'700'000'000'000;
};

}
