// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/identityupload.h"
#include "session/recoverylook.h"

#include <QSet>

namespace linnet {

/// What of an account's trust can be put right without anybody being asked: a first identity is made, this
/// session is signed by one whose keys are here, missing keys are asked for at one's other sessions, a backup
/// that is trusted is used. Each is tried once for each state of things, so that nothing goes round in
/// circles. GUI thread; must not outlive its arguments, and neither may what it answers.
class TrustUpkeep
{
public:
    TrustUpkeep(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self)
        : m_store(store), m_keys(keys), m_upload(api, store, keys, self)
    {
    }

    /// True if something is different now: it is to be looked at again.
    Task<bool> run(const RecoveryLook::View &view);
    /// Another session has given the key of a backup.
    Task<bool> takeGivenKey(const RecoveryLook::View &view);
    void forgetTries() { m_tried.clear(); } ///< after the person has changed something

private:
    bool isFirst(const QString &what);
    Task<bool> makeIdentity();
    Task<bool> signSession();
    Task<bool> askOthers();
    Task<bool> useBackup(const RecoveryLook::View &view);

    Store &m_store;
    KeyExchange &m_keys;
    IdentityUpload m_upload;
    QSet<QString> m_tried;
};

}
