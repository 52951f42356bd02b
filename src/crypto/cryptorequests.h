// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptorequest.h"
#include "matrix/dialect.h"
#include "matrix/request.h"

#include <QJsonObject>

namespace linnet {

/// Makes the HTTP requests of end-to-end encryption (client-server API, "End-to-End Encryption"). Pure, any
/// thread.
namespace CryptoRequests {

/// `auth`: of interactive authentication, for SigningKeysUpload only; empty at first. A 401 with `flows` then
/// comes as a Reply (Request::expectsChallenge).
Request request(const ServerVersion &version, const CryptoRequest &what, const QJsonObject &auth = {});

// "Server-side key backups". The body of a reply goes to KeyBackup as it is.
Request currentBackup(const ServerVersion &version); ///< GET; 404 M_NOT_FOUND: there is none
Request createBackup(const ServerVersion &version, const QByteArray &body);
/// What createBackup() was answered: the version's name, or empty.
QString readBackupVersion(const QByteArray &reply);
Request updateBackup(const ServerVersion &version, const QString &backup, const QByteArray &body);
Request deleteBackup(const ServerVersion &version, const QString &backup);
/// The keys in a backup: all of them, a room's, or one session's. The reply may be large.
Request backedUpKeys(const ServerVersion &version, const QString &backup, const RoomId &room = {},
                     const QString &session = {});

}

}
