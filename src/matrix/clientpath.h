// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/dialect.h"
#include "matrix/request.h"

#include <QString>

namespace linnet {

/// `rest` behind the prefix of calls that came after api/v1, at a server of this version; one that is spoken
/// to in api/v1 knows r0 beside it.
inline QString clientPath(const ServerVersion &version, const QString &rest)
{
    const bool isOld = version.isR0 || version.dialect == Dialect::V1;
    return (isOld ? QStringLiteral("/_matrix/client/r0") : QStringLiteral("/_matrix/client/v3")) + rest;
}

inline QString roomPathOf(const RoomId &room, const QString &rest)
{
    return QStringLiteral("/rooms/") + encodePathSegment(room.toString()) + rest;
}

}
