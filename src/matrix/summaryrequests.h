// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

namespace linnet {

/// What can be known of a room without being in it. Whatever nobody said is empty.
struct RoomSummary
{
    RoomId id; ///< empty where nothing but an address is known
    QString alias;
    QString name; ///< of one line
    QString topic;
    QString avatarUrl;
    int joined = -1;                          ///< people in it; -1: not known
    QString joinRule;                         ///< as Room::joinRule; empty: not known
    QList<RoomId> allowed;                    ///< of a restricted room: whose members may join; at most 50
    Membership membership = Membership::None; ///< one's own
    bool isWorldReadable = false;
    bool isEncrypted = false;
    QString version; ///< of the room
    QString type;    ///< as Room::type
    bool isSpace() const { return type == QLatin1String("m.space"); }

    friend bool operator==(const RoomSummary &, const RoomSummary &) = default;
};

/// Asks what a room is before one joins it (client-server API, "GET /room_summary/{roomIdOrAlias}"; since
/// 1.15). Pure.
namespace SummaryRequests {

/// What ApiClient::has() calls the endpoints.
inline const QString Endpoint = QStringLiteral("room_summary");
inline const QString UnstableEndpoint = QStringLiteral("im.nheko.summary");
inline const QString OldestEndpoint = QStringLiteral("im.nheko.summary/rooms");

Request summary(const QString &idOrAlias, const QStringList &via);
Request unstable(const QString &idOrAlias, const QStringList &via); ///< of MSC3266
Request oldest(const QString &idOrAlias, const QStringList &via);   ///< of its first drafts
/// Wrong types read as nothing, texts are shortened. BadReply: it names no room.
Result<RoomSummary> read(const QByteArray &reply);
RoomSummary fromDirectory(const PublicRoom &room);

/// The servers that an alias' reply names (client-server API, "GET /directory/room/{roomAlias}").
QStringList readAliasServers(const QByteArray &reply);

}

}
