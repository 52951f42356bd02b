// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/keyexchange.h"
#include "session/recoverystatus.h"
#include "session/secretaccountdata.h"

namespace linnet {

/// Finds out how an account's identity, secret storage and backup stand, on the server and here. Changes
/// nothing but what the crypto machine knows. GUI thread; must not outlive its arguments, and neither may
/// what it answers.
class RecoveryLook
{
public:
    RecoveryLook(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self)
        : m_api(api), m_store(store), m_keys(keys), m_self(self), m_data(api, self)
    {
    }

    struct View
    {
        RecoveryStatus status;
        QByteArray backup; ///< what the server says of its backup; empty: there is none
    };
    /// Asks the server for all of it.
    Task<View> atServer();
    /// What may be different here since `before`.
    Task<View> here(const View &before);

    /// Sends what waits and asks for one's own keys: whether the account has an identity, which is known here
    /// from then on.
    Task<bool> hasIdentity();
    /// What the server says of the current backup; empty: there is none.
    Task<QByteArray> currentBackup();

private:
    ApiClient &m_api;
    Store &m_store;
    KeyExchange &m_keys;
    UserId m_self;
    SecretAccountData m_data;
};

}
