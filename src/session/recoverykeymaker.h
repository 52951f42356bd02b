// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secretstoragekey.h"
#include "session/identityupload.h"
#include "session/recoverylook.h"

#include <memory>

namespace linnet {

/// How far something that a person waits for is.
enum class RecoveryStep {
    Looking,  ///< at what the account has
    Identity, ///< is published
    Backup,   ///< is made or opened
    Storage,  ///< is written, or read
};
using RecoveryProgress = std::function<void(RecoveryStep)>;

/// Makes a recovery key the account's own. The identity goes first, as the person may still say no there;
/// then the backup; the secret storage last, and of that its choice as the default key. So whatever is cut
/// off between two of the writes, this session has all secrets and can begin again, and until the last one
/// the storage of before is whole. GUI thread; must not outlive its arguments, and neither may what it
/// answers.
class RecoveryKeyMaker
{
public:
    using Key = std::shared_ptr<const SecretStorageKey>;

    RecoveryKeyMaker(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self);

    /// Stores the secrets that are here under `key`; makes what the account lacks of them. Error: Invalid if
    /// the account has an identity whose keys are not here.
    Task<Done> make(const Key &key, const AskAuth &ask, const RecoveryProgress &progress);
    /// The same with a new identity in the place of the account's; the backup stays if its key is here, or
    /// else a new one takes its place. What is here is kept until the server has taken the identity; if that
    /// is not learned, doing it again helps.
    Task<Done> reset(const Key &key, const AskAuth &ask, const RecoveryProgress &progress);
    /// Uses the account's backup if its key is here, and makes one where there is none; with `mayReplace`
    /// also where nothing here opens it.
    Task<Done> ensureBackup(bool mayReplace);

private:
    Task<Done> run(bool isReset, const Key &key, const AskAuth &ask, const RecoveryProgress &progress);
    Task<Done> ensureIdentity(const AskAuth &ask);
    Task<Done> replaceIdentity(const AskAuth &ask);
    Task<Done> makeBackup();
    Task<Done> store(const Key &key);

    ApiClient &m_api;
    Store &m_store;
    KeyExchange &m_keys;
    UserId m_self;
    RecoveryLook m_look;
    IdentityUpload m_upload;
    SecretAccountData m_data;
};

}
