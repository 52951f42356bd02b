// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/request.h"

namespace linnet {

/// Asks a server about people. Pure.
namespace PeopleRequests {

/// What ApiClient::has() calls the endpoint of search().
inline const QString Directory = QStringLiteral("user_directory");

struct Person
{
    UserId user;
    QString name; ///< as they have set it; may be empty
    QString avatarUrl;
};
/// Looks for people whom the server knows (client-server API, "User Directory"; api/v1 has none).
Request search(const ServerVersion &version, const QString &term, int limit);
/// In the server's order; what is no person is left out.
Result<QList<Person>> readFound(const QByteArray &reply);

}

}
