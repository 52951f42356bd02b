// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountpages.h"
#include "matrix/oauthaccount.h"
#include "session/apiclient.h"

#include <QObject>

#include <optional>

namespace linnet {

/// Finds the pages of servers that leave accounts to OAuth (client-server API, "OAuth 2.0 account
/// management"): by what is remembered of the sign-in, else by what the server says, which it is asked once.
/// GUI thread; owned by the Session.
class AccountPageFinder : public QObject
{
    Q_OBJECT

public:
    explicit AccountPageFinder(ApiClient &api, const std::optional<OAuthAccount> &signedIn = {},
                               QObject *parent = nullptr);

    /// Where the server lets one do this in a browser, about a session if it is about one; empty: nowhere.
    Task<QUrl> page(AccountPages::Action action, const QString &session = {});

private:
    Task<QByteArray> metadata();
    Task<QByteArray> ask(bool isUnstable);

    ApiClient &m_api;
    std::optional<QByteArray> m_metadata; ///< empty: the server has none
};

}
