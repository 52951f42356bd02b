// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/requests.h"
#include "session/credentials.h"
#include "session/openaccount.h"
#include "session/profile.h"

namespace linnet {

/// Turns a fresh sign-in, or the account of last time, into an open database with its secrets, and ends it
/// again. Secrets go to Credentials before anything is written to disk; if they refuse, nothing is kept and
/// no new device is made. GUI thread.
class Accounts
{
public:
    /// `file` keeps secrets under a passphrase, for those whose keychain does not work (Account::Secrets).
    Accounts(Profile profile, Credentials &keychain, Credentials &file);

    /// After sign-in or registration: new database key, token and key stored, database made, account written.
    /// On an Error, or when the Task is dropped, all is put back as it was before, and the same `signedIn`
    /// may be tried again, also with other `secrets`. A database of this user that lies there from before is
    /// set aside together with its key, never opened with a key that does not fit. `proxy` is kept too.
    Task<OpenAccount> begin(const Server &server, const SignedIn &signedIn, Account::Secrets secrets,
                            const Proxy &proxy = {});
    /// The account of last time. NotFound if there is none. Errors of the keychain and of the database come
    /// as they are, Corrupt if the database has gone: nothing is erased or made anew. With PassphraseFile,
    /// `file` must have been unlocked.
    Task<OpenAccount> restore();
    /// Another sign-in of the same account, after its old one died; its database stays. The store must be
    /// closed if it is another session: the keys of the one of before are erased.
    Task<Done> replaceToken(const Account &account, const SignedIn &signedIn);
    /// How the account reaches its server from the next start on; its password goes to Credentials.
    Task<Done> setProxy(const Account &account, const Proxy &proxy);
    /// After sign-out: erases all that is stored of the account, what was set aside included. Close the store
    /// before. Goes on after a step that fails and answers the first error.
    Task<Done> erase(const Account &account);
    /// Renames the database (it is Corrupt, or its key is lost) so that the account can begin anew, and
    /// answers the new path. Nothing is erased. NotFound if there is none.
    Result<QString> setAsideDatabase(const UserId &user) const;

    const Profile &profile() const { return m_profile; }
    Credentials &keychain() const { return m_keychain; }
    Credentials &file() const { return m_file; }

private:
    std::function<Task<Done>(const Tokens &)> keeperOf(const Account &account) const;
    Credentials &secretsOf(Account::Secrets secrets) const;

    Profile m_profile;
    Credentials &m_keychain;
    Credentials &m_file;
};

}
