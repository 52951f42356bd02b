// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"
#include "matrix/request.h"

#include <QJsonObject>

namespace linnet {

/// Single push rules of the account (client-server API, "Push Rules: API"). Pure. `kind`: "override", "room",
/// ….
namespace PushRuleRequests {

/// What ApiClient::has() calls the endpoint.
inline const QString Endpoint = QStringLiteral("pushrules");

/// Makes the rule or replaces it; a replaced one may stay switched off.
Request set(const ServerVersion &version, const QString &kind, const QString &id, const QJsonObject &rule);
Request remove(const ServerVersion &version, const QString &kind, const QString &id);
Request setEnabled(const ServerVersion &version, const QString &kind, const QString &id, bool isEnabled);

}

}
