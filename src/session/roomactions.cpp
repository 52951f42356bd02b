// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomactions.h"

#include "matrix/knockrequests.h"
#include "matrix/servername.h"
#include "session/historysharing.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

const QString DirectType = QStringLiteral("m.direct");

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RoomActions)
};

Error noRoom(const QString &text)
{
    return Error::of(
        Error::Kind::Invalid,
        Words::tr("%1 is no room: that is an address like #name:server, an id or a link.").arg(text));
}

Error noPerson(const QString &text)
{
    return Error::of(Error::Kind::Invalid,
                     Words::tr("%1 is nobody: a Matrix id looks like @name:server.").arg(text));
}

}

Task<RoomId> RoomActions::create(const NewRoom &room)
{
    const UserId directWith = room.isDirect ? room.invite.value(0) : UserId();
    return m_api.send(m_api.requests().createRoom(room))
        .andThen([](const Reply &reply) { return Requests::readRoomId(reply.body, {}); })
        .andThen([this, directWith](const RoomId &made) { return noteDirect(made, directWith); });
}

Task<RoomId> RoomActions::join(const QString &idAliasOrLink, const UserId &directWith, const QStringList &via)
{
    const auto link = MatrixLink::parse(idAliasOrLink);
    if (!link || !link->isRoom())
        return Task<RoomId>::ready(noRoom(idAliasOrLink));
    // 2014 answers a join by id with `""`, one by alias always with the id.
    const RoomId asked(link->target.startsWith(u'!') ? link->target : QString());
    // Which room an alias is of says the answer, and by then it may be no invitation any more.
    const auto inviters = m_history ? m_history->inviters() : QHash<RoomId, UserId>();
    return m_api.send(m_api.requests().join(link->target, mergedServers(link->via, via)))
        .andThen([asked](const Reply &reply) { return Requests::readRoomId(reply.body, asked); })
        .andThen(
            [this, inviters](const RoomId &joined) { return noteInviter(joined, inviters.value(joined)); })
        .andThen([this, directWith](const RoomId &joined) { return noteDirect(joined, directWith); });
}

Task<RoomId> RoomActions::knock(const QString &idAliasOrLink, const QString &reason, const QStringList &via)
{
    const auto link = MatrixLink::parse(idAliasOrLink);
    if (!link || !link->isRoom())
        return Task<RoomId>::ready(noRoom(idAliasOrLink));
    const ServerVersion &version = m_api.requests().version();
    if (version.dialect == Dialect::V1 || !m_api.has(KnockRequests::Endpoint))
        return Task<RoomId>::ready(Error::of(Error::Kind::Unsupported));
    const RoomId asked(link->target.startsWith(u'!') ? link->target : QString());
    return m_api.send(KnockRequests::knock(version, link->target, reason, mergedServers(link->via, via)))
        .andThen([asked](const Reply &reply) { return Requests::readRoomId(reply.body, asked); })
        .orElse([this](const Error &error) -> Result<RoomId> {
            return m_api.lacks(KnockRequests::Endpoint, error) ? Error::of(Error::Kind::Unsupported) : error;
        });
}

Task<RoomId> RoomActions::chatWith(const UserId &user, const std::function<bool(const RoomId &)> &isUsable)
{
    const auto link = MatrixLink::parse(user.toString());
    if (!link || link->isRoom())
        return Task<RoomId>::ready(noPerson(user.toString()));
    const UserId person(link->target);
    return m_api.send(m_api.requests().accountData(m_self, DirectType))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND") || ApiClient::isUnrecognized(error))
                return QByteArray(); // there is none, or no place for it
            return error;
        })
        .andThen([this, person, isUsable](const QByteArray &content) {
            const QJsonArray rooms =
                QJsonDocument::fromJson(content).object().value(person.toString()).toArray();
            for (const QJsonValue &room : rooms) {
                if (const RoomId id(room.toString()); isUsable(id))
                    return Task<RoomId>::ready(id);
            }
            NewRoom chat;
            chat.isDirect = true;
            chat.isEncrypted = m_canEncrypt && m_api.requests().version().dialect != Dialect::V1;
            chat.invite = {person};
            return create(chat);
        });
}

Task<Done> RoomActions::encrypt(const RoomId &room)
{
    return sendDone(m_api.requests().encryptRoom(room));
}

Task<Done> RoomActions::leave(const RoomId &room)
{
    return sendDone(m_api.requests().leave(room));
}

Task<Done> RoomActions::forget(const RoomId &room)
{
    return sendDone(m_api.requests().forget(room))
        .orElse([](const Error &error) -> Result<Done> {
            // A server that cannot forget, or has forgotten already, is no reason to keep the room here.
            if (ApiClient::isUnrecognized(error) || error.isMatrix("M_NOT_FOUND"))
                return Done{};
            return error;
        })
        .andThen([this, room](Done) { return m_store.removeRoom(room); })
        .andThen([call = m_onForgotten, room](Done) {
            if (call)
                call(room);
            return Done{};
        });
}

Task<Done> RoomActions::leaveAndForget(const RoomId &room)
{
    return leave(room).andThen([this, room](Done) { return forget(room); });
}

Task<Done> RoomActions::invite(const RoomId &room, const UserId &user, const QString &reason)
{
    const auto link = MatrixLink::parse(user.toString());
    if (!link || link->isRoom())
        return Task<Done>::ready(noPerson(user.toString()));
    const UserId person(link->target);
    if (!m_history)
        return sendDone(m_api.requests().invite(room, person, reason));
    return m_history->giveTo(person, room).andThen([this, room, person, reason](Done) {
        return sendDone(m_api.requests().invite(room, person, reason));
    });
}

Task<RoomId> RoomActions::resolve(const QString &idOrAlias)
{
    const auto link = MatrixLink::parse(idOrAlias);
    if (!link || !link->isRoom())
        return Task<RoomId>::ready(noRoom(idOrAlias));
    if (link->target.startsWith(u'!'))
        return Task<RoomId>::ready(RoomId(link->target));
    return m_api.send(m_api.requests().resolveAlias(link->target)).andThen([](const Reply &reply) {
        return Requests::readAlias(reply.body);
    });
}

// Whether the keys of the past come is not the joining's business.
Task<RoomId> RoomActions::noteInviter(const RoomId &room, const UserId &inviter)
{
    if (inviter.isEmpty())
        return Task<RoomId>::ready(room);
    return m_history->expectFrom(inviter, room)
        .andThen([room](Done) { return room; })
        .orElse([room](const Error &) -> Result<RoomId> { return room; });
}

// The room is there whether this works or not: a failure is none of the room's.
Task<RoomId> RoomActions::noteDirect(const RoomId &room, const UserId &user)
{
    if (user.isEmpty())
        return Task<RoomId>::ready(room);
    return m_notes.note(room, user)
        .andThen([room](Done) { return room; })
        .orElse([room](const Error &) -> Result<RoomId> { return room; });
}

Task<Done> RoomActions::sendDone(const Request &request)
{
    return m_api.send(request).andThen([](const Reply &) { return Done{}; });
}

}
