// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator.h"
#include "support/json.h"

#include <algorithm>
#include <functional>

namespace linnet::bench {

/// What is asked of one room in a reply.
struct RoomShape
{
    QString id;
    QString name;    ///< empty: it has none, as the room of a direct chat
    int people = 24; ///< beside oneself
    int events = 0;  ///< of the timeline
    int unread = 0;
    int highlight = 0;
    bool isNew = false; ///< with its state, and more to be had before the first event
    bool isEncrypted = false;
};

/// Replies to `/sync` (v3) as a busy server gives them, as bytes. About 600 bytes an event: text, some of it
/// with HTML, replies, reactions and members that come and go. Event ids never repeat.
class SyncReplies
{
public:
    /// `filler` tells the event ids of one instance from another's.
    explicit SyncReplies(unsigned seed = 7, QLatin1Char filler = QLatin1Char('x'))
        : m_generator(seed), m_filler(filler)
    {
    }

    static QString self() { return QStringLiteral("@me:example.org"); }

    /// Makes of a message what the server of an encrypted room has of it. Without one, nobody has the keys of
    /// what is said there.
    using Closer = std::function<QJsonObject(const QString &room, const QJsonObject &event)>;
    void setCloser(Closer closer) { m_closer = std::move(closer); }

    /// `events` in rooms of `perRoom` events each, of which a new room's first ones are its state.
    QByteArray reply(int events, int perRoom, bool isNew)
    {
        QJsonObject rooms;
        for (int number = 0; events > 0; ++number) {
            const int count = std::min(events, perRoom);
            RoomShape shape;
            shape.id = QStringLiteral("!room%1:example.org").arg(number);
            shape.name = QStringLiteral("Room number %1").arg(number);
            shape.events = isNew ? std::max(0, count - shape.people - FixedState) : count;
            shape.unread = count;
            shape.isNew = isNew;
            rooms.insert(shape.id, room(shape));
            events -= count;
        }
        return reply(rooms);
    }
    /// The reply that holds these rooms; `direct` are those of m.direct, if it says that.
    QByteArray reply(const QJsonObject &joined, const QJsonObject &left = {}, const QJsonObject &invited = {},
                     const QStringList &direct = {})
    {
        QJsonObject all{{QStringLiteral("next_batch"), QStringLiteral("s%1").arg(++m_batch)},
                        {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), joined},
                                                              {QStringLiteral("leave"), left},
                                                              {QStringLiteral("invite"), invited}}}};
        if (!direct.isEmpty()) {
            const QJsonObject content{
                {QStringLiteral("@person1:example.org"), QJsonArray::fromStringList(direct)}};
            const QJsonObject event{{QStringLiteral("type"), QStringLiteral("m.direct")},
                                    {QStringLiteral("content"), content}};
            all.insert(QStringLiteral("account_data"),
                       QJsonObject{{QStringLiteral("events"), QJsonArray{event}}});
        }
        return QJsonDocument(all).toJson(QJsonDocument::Compact);
    }

    QJsonObject room(const RoomShape &shape)
    {
        m_people = shape.people;
        QJsonArray before;
        if (shape.isNew)
            before = state(shape);
        QJsonArray timeline;
        while (timeline.size() < shape.events)
            timeline.append(shape.isEncrypted ? encrypted(shape.id) : anyEvent());
        return {
            {QStringLiteral("timeline"), QJsonObject{{QStringLiteral("events"), timeline},
                                                     {QStringLiteral("limited"), shape.isNew},
                                                     {QStringLiteral("prev_batch"), QStringLiteral("t1")}}},
            {QStringLiteral("state"), QJsonObject{{QStringLiteral("events"), before}}},
            {QStringLiteral("summary"),
             QJsonObject{{QStringLiteral("m.joined_member_count"), shape.people + 1}}},
            {QStringLiteral("unread_notifications"),
             QJsonObject{{QStringLiteral("notification_count"), shape.unread},
                         {QStringLiteral("highlight_count"), shape.highlight}}}};
    }
    /// The stripped state of an invitation.
    QJsonObject invitation(const RoomShape &shape)
    {
        QJsonObject own = member(self());
        own.insert(QStringLiteral("content"),
                   QJsonObject{{QStringLiteral("membership"), QStringLiteral("invite")}});
        const QJsonArray events{named(shape.name), member(QStringLiteral("@person0:example.org")), own};
        return {{QStringLiteral("invite_state"), QJsonObject{{QStringLiteral("events"), events}}}};
    }

private:
    static constexpr int FixedState = 6; ///< events of a room's state beside its other people

    QString person() { return QStringLiteral("@person%1:example.org").arg(m_generator.number(m_people)); }

    QJsonObject event(const QString &type, const QString &sender, const QJsonObject &content)
    {
        // As long as those of room version 3 and later.
        const QString id = QStringLiteral("$%1").arg(++m_event, 43, 36, m_filler);
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

    QJsonObject named(const QString &name)
    {
        return stateEvent(QStringLiteral("m.room.name"), {}, {{QStringLiteral("name"), name}});
    }

    QJsonArray state(const RoomShape &shape)
    {
        QJsonArray events{
            stateEvent(QStringLiteral("m.room.create"), {},
                       {{QStringLiteral("room_version"), QStringLiteral("10")}}),
            stateEvent(QStringLiteral("m.room.power_levels"), {},
                       {{QStringLiteral("users"), QJsonObject{{QStringLiteral("@person0:example.org"), 100}}},
                        {QStringLiteral("state_default"), 50}}),
            named(shape.name),
            stateEvent(QStringLiteral("m.room.topic"), {},
                       {{QStringLiteral("topic"), m_generator.text(3, 20)}}),
            stateEvent(QStringLiteral("m.room.join_rules"), {},
                       {{QStringLiteral("join_rule"), QStringLiteral("public")}}),
            member(self()),
        };
        if (shape.isEncrypted)
            events.append(
                stateEvent(QStringLiteral("m.room.encryption"), {},
                           {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}}));
        for (int i = 0; i < shape.people; ++i)
            events.append(member(QStringLiteral("@person%1:example.org").arg(i)));
        return events;
    }

    QJsonObject anyEvent()
    {
        switch (m_generator.number(20)) {
        case 0:
            return member(person());
        case 1:
            return reaction();
        default:
            return message();
        }
    }
    QJsonObject encrypted(const QString &room)
    {
        if (m_closer) {
            const QJsonObject clear = anyEvent();
            const bool isMessage = clear.value(QStringLiteral("type")) == QLatin1String("m.room.message");
            return isMessage ? m_closer(room, clear) : clear;
        }
        return event(QStringLiteral("m.room.encrypted"), person(),
                     {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")},
                      {QStringLiteral("ciphertext"), QString(200 + m_generator.number(200), u'A')},
                      {QStringLiteral("session_id"), QString(43, u's')}});
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

    Generator m_generator;
    Closer m_closer;
    QLatin1Char m_filler;
    int m_people = 1; ///< of the room that is being written
    int m_batch = 0;
    qint64 m_event = 0;
    qint64 m_ts = 1'700'000'000'000;
};

}
