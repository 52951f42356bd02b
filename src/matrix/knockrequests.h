// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/dialect.h"
#include "matrix/event.h"
#include "matrix/request.h"

#include <QStringList>

namespace linnet {

/// Asking to be let into rooms (client-server API, "Knocking on rooms"; since 1.1). Pure.
namespace KnockRequests {

/// What ApiClient::has() calls the endpoint of knock().
inline const QString Endpoint = QStringLiteral("knock");
/// The reply is read by Requests::readRoomId().
Request knock(const ServerVersion &version, const QString &idOrAlias, const QString &reason,
              const QStringList &via);
/// Who asks to be let in; the reply is read by readKnocks().
Request knocks(const ServerVersion &version, const RoomId &room);

struct Knock
{
    UserId user;
    QString name; ///< of one line; empty if they have none
    QString avatarUrl;
    QString reason; ///< may be empty
    qint64 ts = 0;  ///< ms

    friend bool operator==(const Knock &, const Knock &) = default;
};
/// The first first; at most MostKnocks.
inline constexpr qsizetype MostKnocks = 500;
Result<QList<Knock>> readKnocks(const QByteArray &reply, qint64 now);

}

}
