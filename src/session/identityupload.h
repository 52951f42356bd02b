// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/authstage.h"
#include "session/keyexchange.h"

namespace linnet {

/// Publishes an account's identity, for which a server may want interactive authentication (AuthCall). A
/// first identity most servers take without. GUI thread; must not outlive its arguments, and neither may what
/// it answers.
class IdentityUpload
{
public:
    IdentityUpload(ApiClient &api, Store &store, KeyExchange &keys, UserId self)
        : m_api(api), m_store(store), m_keys(keys), m_self(std::move(self))
    {
    }

    /// What CrossSigning::bootstrap() or newIdentity() answers, one after the other; the first that fails
    /// ends it. Errors beside the server's: what `ask` ends it with; BadReply, if no way is offered.
    Task<Done> send(QList<CryptoRequest> requests, const AskAuth &ask);

private:
    Task<Done> sendKeys(const CryptoRequest &request, const AskAuth &ask);

    ApiClient &m_api;
    Store &m_store;
    KeyExchange &m_keys;
    UserId m_self;
};

}
