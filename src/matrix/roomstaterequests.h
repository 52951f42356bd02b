// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "matrix/request.h"

#include "base/ids.h"
#include "base/result.h"

#include <QStringList>

namespace linnet {

/// Asks a server for a room's state, and for the addresses and the listing of rooms, which stand beside it.
/// Pure. What ApiClient::has() calls an endpoint stands beside each.
namespace RoomStateRequests {

/// All of the state with its members (client-server API, "GET /rooms/{roomId}/state"): a list of events.
Request allState(const ServerVersion &version, const RoomId &room);
/// The content of one state event ("GET /rooms/{roomId}/state/{eventType}/{stateKey}"). M_NOT_FOUND: none.
Request state(const ServerVersion &version, const RoomId &room, const QString &type, const QString &key);

/// Makes an address lead to the room ("PUT /directory/room/{roomAlias}"). M_UNKNOWN: it is taken.
Request addAddress(const ServerVersion &version, const QString &alias, const RoomId &room);
Request removeAddress(const ServerVersion &version, const QString &alias);
/// Those of the own server that lead to the room ("GET /rooms/{roomId}/aliases").
Request addresses(const ServerVersion &version, const RoomId &room);
inline const QString AddressesEndpoint = QStringLiteral("room aliases");
QStringList readAddresses(const QByteArray &reply); ///< at most 500

/// Whether the server's list of rooms has it ("GET /directory/list/room/{roomId}").
Request listing(const ServerVersion &version, const RoomId &room);
Request setListing(const ServerVersion &version, const RoomId &room, bool isListed);
inline const QString ListingEndpoint = QStringLiteral("room listing");
bool readListing(const QByteArray &reply);

}

}
