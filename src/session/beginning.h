// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/credentials.h"
#include "session/openaccount.h"

#include <memory>
#include <optional>

namespace linnet {

/// Accounts::begin(), one step after another: the secrets, a database of before set aside, the new database,
/// the account's file. When a step fails, or nobody waits for the end any more, all is put back as it was, as
/// far as that can be had. GUI thread; keeps itself alive until it is through. The Credentials must outlive
/// it.
class Beginning : public std::enable_shared_from_this<Beginning>
{
public:
    static Task<OpenAccount> run(Profile profile, Credentials &secrets, Account account, Tokens tokens,
                                 QString proxyPassword);

    Beginning(Profile profile, Credentials &secrets, Account account, Tokens tokens, QString proxyPassword);
    ~Beginning();

private:
    using Secret = std::optional<QByteArray>; ///< nothing if there is no such entry

    Task<OpenAccount> steps();
    Task<Done> rememberSecrets();
    Task<Done> keepOldKey();
    Task<Done> writeSecrets();
    Status setDatabaseAside();
    Task<OpenAccount> finish();
    Task<OpenAccount> undo(const Error &error);
    void undoDatabase();

    Task<Secret> find(const QString &entry);
    /// Writes or removes; a failure is only logged.
    Task<Done> putBack(const QString &entry, const Secret &secret);

    QString tokenEntry() const { return m_profile.entry(m_account.user, "token"); }
    QString keyEntry() const { return m_profile.entry(m_account.user, "database-key"); }
    QString proxyEntry() const { return m_profile.entry(m_account.user, "proxy-password"); }
    QString databasePath() const { return m_profile.databasePath(m_account.user); }

    Profile m_profile;
    Credentials &m_secrets;
    Account m_account;
    Tokens m_tokens;
    QString m_proxyPassword; ///< empty if it has none
    QByteArray m_key;
    Promise<OpenAccount> m_promise;
    std::unique_ptr<QObject> m_context; ///< of the last continuation
    std::unique_ptr<Store> m_store;

    // What was there before, and what has been done
    Secret m_oldToken;
    Secret m_oldKey;
    Secret m_oldProxyPassword;
    QString m_stamp; ///< of the database that the old key opens; empty if there is none
    bool m_isOldKeyKept = false;
    bool m_areSecretsWritten = false;
    bool m_isDatabaseAside = false;
    bool m_isDatabaseMade = false;
};

}
