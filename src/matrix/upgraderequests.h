// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/dialect.h"
#include "matrix/request.h"

#include <QList>
#include <QStringList>

namespace linnet {

/// What versions of rooms a server makes (client-server API, "m.room_versions capability").
struct RoomVersions
{
    QString standard;     ///< what new rooms get; "1" where the server does not say
    QStringList stable;   ///< in the order of versionLess()
    QStringList unstable; ///< the same

    bool isStable(const QString &version) const { return stable.contains(version); }
    friend bool operator==(const RoomVersions &, const RoomVersions &) = default;
};

/// Replacing a room by one of another version (client-server API, "Room Upgrades"). Pure.
namespace UpgradeRequests {

/// `creators` are those beside oneself, of versions that have several (12 and later).
Request upgrade(const ServerVersion &version, const RoomId &room, const QString &newVersion,
                const QList<UserId> &creators);
Result<RoomId> readReplacement(const QByteArray &reply);

/// Of the reply to Capabilities::request().
RoomVersions readVersions(const QByteArray &reply);

/// Numbers by their size, before what is none.
bool versionLess(const QString &a, const QString &b);
/// Whether rooms of it have creators who stand above all others, and may have several (room version 12).
bool hasCreators(const QString &version);

}

}
