// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomchanges.h"

#include "matrix/content.h"
#include "matrix/roomstate.h"
#include "session/matrixlink.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomChanges)
};

QByteArray jsonOf(const QJsonObject &content)
{
    return QJsonDocument(content).toJson(QJsonDocument::Compact);
}

const QString MemberType = QStringLiteral("m.room.member");
const QString MembershipField = QStringLiteral("membership");

}

Task<Done> RoomChanges::kick(const RoomId &room, const UserId &user, const QString &reason)
{
    return withPerson(user,
                      [&](const UserId &person) { return m_api.requests().kick(room, person, reason); });
}

Task<Done> RoomChanges::ban(const RoomId &room, const UserId &user, const QString &reason)
{
    return withPerson(user, [&](const UserId &person) { return m_api.requests().ban(room, person, reason); });
}

// As state: 2014 had no other way, and today's servers take it too (client-server API, "Room membership").
Task<Done> RoomChanges::unban(const RoomId &room, const UserId &user, const QString &reason)
{
    QJsonObject content{{MembershipField, QStringLiteral("leave")}};
    if (!reason.isEmpty())
        content.insert(QStringLiteral("reason"), reason);
    return withPerson(user, [&](const UserId &person) {
        return m_api.requests().setState(room, MemberType, person.toString(), jsonOf(content));
    });
}

Task<Done> RoomChanges::setTopic(const RoomId &room, const QString &topic)
{
    const bool isRich = m_api.requests().version().dialect != Dialect::V1;
    return send(
        m_api.requests().setState(room, QStringLiteral("m.room.topic"), {}, writeTopic(topic, isRich)));
}

Task<Done> RoomChanges::setName(const RoomId &room, const QString &name)
{
    return sendState(room, QStringLiteral("m.room.name"), {}, {{QStringLiteral("name"), name}});
}

Task<Done> RoomChanges::setPinned(const RoomId &room, const EventId &event, bool isPinned)
{
    const QString type = QStringLiteral("m.room.pinned_events");
    return m_api.send(m_api.requests().state(room, type))
        .andThen([](const Reply &reply) { return readStrings(reply.body, "pinned"); })
        .orElse([](const Error &error) -> Result<QStringList> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QStringList();
            return error;
        })
        .andThen([self = *this, room, type, event, isPinned](QStringList pinned) mutable {
            pinned.removeAll(event.toString());
            if (isPinned)
                pinned.append(event.toString());
            return self.sendState(room, type, {},
                                  {{QStringLiteral("pinned"), QJsonArray::fromStringList(pinned)}});
        });
}

Task<Done> RoomChanges::report(const RoomId &room, const EventId &event, const QString &reason)
{
    return send(m_api.requests().report(room, event, reason));
}

Task<Done> RoomChanges::setOwnName(const QString &name)
{
    return send(m_api.requests().setDisplayName(m_self, name));
}

// A member event is written as a whole: what is left out is lost.
Task<Done> RoomChanges::setOwnNameIn(const Room &room, const QString &name)
{
    QJsonObject content{{MembershipField, QStringLiteral("join")}, {QStringLiteral("displayname"), name}};
    if (!room.ownAvatarUrl.isEmpty())
        content.insert(QStringLiteral("avatar_url"), room.ownAvatarUrl);
    return sendState(room.id, MemberType, m_self.toString(), content);
}

Task<Done> RoomChanges::withPerson(const UserId &user, const std::function<Request(const UserId &)> &request)
{
    const auto link = MatrixLink::parse(user.toString());
    if (!link || link->isRoom())
        return Task<Done>::ready(Error::of(
            Error::Kind::Invalid,
            Words::tr("%1 is nobody: a Matrix id looks like @name:server.").arg(user.toString().left(100))));
    return send(request(UserId(link->target)));
}

Task<Done> RoomChanges::sendState(const RoomId &room, const QString &type, const QString &key,
                                  const QJsonObject &content)
{
    return send(m_api.requests().setState(room, type, key, jsonOf(content)));
}

Task<Done> RoomChanges::send(const Request &request)
{
    return m_api.send(request).andThen([](const Reply &) { return Done{}; });
}

}
