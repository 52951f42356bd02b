// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

namespace linnet {

/// What is to be remembered of an account that was signed in by OAuth 2.0 (client-server API, "OAuth 2.0
/// API"): what refreshes and ends it, and where one looks after it. A value without a secret.
struct OAuthAccount
{
    QString issuer;
    QString clientId; ///< what this program is called there
    QUrl tokenEndpoint;
    QUrl revocationEndpoint;
    QUrl managementUri;            ///< for a browser; empty if the server has no such page
    QStringList managementActions; ///< that it knows, as "org.matrix.device_delete"

    bool operator==(const OAuthAccount &) const = default;
};

}
