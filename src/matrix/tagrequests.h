// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/dialect.h"
#include "matrix/request.h"

namespace linnet {

/// A room's tags (client-server API, "Room Tagging"). Pure. api/v1 had none.
namespace TagRequests {

/// What ApiClient::has() calls the endpoint.
inline const QString Endpoint = QStringLiteral("tags");

/// Gives the room a tag, or another place in it; NoTagOrder: none of its own.
Request set(const ServerVersion &version, const UserId &self, const RoomId &room, const QString &tag,
            double order);
Request remove(const ServerVersion &version, const UserId &self, const RoomId &room, const QString &tag);

}

}
