// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"
#include "session/tokens.h"
#include "store/store.h"

#include <functional>
#include <memory>

namespace linnet {

/// All that a Session needs to run: opened by Accounts, owned by the Session afterwards.
struct OpenAccount
{
    Account account;
    Tokens tokens;
    std::unique_ptr<Store> store;
    QString proxyPassword;        ///< empty if it has none
    bool isDialectForced = false; ///< the person wants this dialect, whatever the server offers
    std::function<Task<Done>(const Tokens &)> keepTokens{}; ///< into Credentials; empty: nowhere
    QByteArray secrets{}; ///< SignedIn::secrets, of an account that has just begun
};

}
