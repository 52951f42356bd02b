// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/request.h"

#include <QJsonObject>
#include <QStringList>

namespace linnet {

/// The requests about the sessions of one's own account, which the protocol calls devices (client-server API,
/// "Client management"). Pure, any thread.
namespace SessionRequests {

struct Listed
{
    QString id;
    QString name;
    qint64 lastSeen = 0; ///< ms; 0: not known
    QString ip;
};

Request all(const ServerVersion &version);
QList<Listed> readAll(const QByteArray &reply);
/// 404: there is no such session.
Request one(const ServerVersion &version, const QString &session);
Request rename(const ServerVersion &version, const QString &session, const QString &name);
/// Signs them out. `auth`: of interactive authentication; empty at first. A 401 with `flows` comes as a
/// Reply.
Request remove(const ServerVersion &version, const QStringList &sessions, const QJsonObject &auth);

// Interactive authentication (client-server API, "User-Interactive Authentication API")
QJsonObject challenge(const QByteArray &reply);
bool takesPassword(const QJsonObject &challenge); ///< alone
QString firstStage(const QJsonObject &challenge); ///< of the first flow; may be empty
QJsonObject passwordAuth(const UserId &self, const QString &password, const QString &uia);

}

}
