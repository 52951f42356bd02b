// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/dialect.h"
#include "matrix/oauthaccount.h"
#include "matrix/proxy.h"

#include <QUrl>

#include <optional>

namespace linnet {

/// A home server as Discovery found it.
struct Server
{
    QString name; ///< as the person knows it, "example.org"
    QUrl base;    ///< where its client API is, without a path's end slash
    ServerVersion version;
};

/// What is known of the signed-in account and is no secret.
struct Account
{
    enum class Secrets { Keychain, PassphraseFile };

    UserId user;
    Server server;
    QString deviceId;
    Secrets secrets = Secrets::Keychain;
    ProxySettings proxy;
    std::optional<OAuthAccount> oauth{}; ///< if it was signed in by OAuth 2.0
};

/// The files of one `--profile NAME`: its own settings, database, keychain names and socket. A value.
class Profile
{
public:
    /// `name` holds letters, digits, `-` and `_` only; see isValidName().
    explicit Profile(QString name);
    static bool isValidName(const QString &name);

    const QString &name() const { return m_name; }
    QString dataDir() const; ///< made on first use, for this user only (0700)
    QString cacheDir() const;
    QString databasePath(const UserId &user) const;
    QString accountPath() const;  ///< `account.json`
    QString settingsPath() const; ///< `settings.ini`: what the person has chosen
    QString passphraseFilePath() const;
    QString socketPath() const; ///< for this user only
    QString
    entry(const UserId &user,
          const char *what) const; ///< a name for Credentials: "token", "database-key", "proxy-password"

    /// The account that was signed in, if any. Errors: Corrupt, NewerVersion, Storage.
    Result<std::optional<Account>> readAccount() const;
    Status writeAccount(const Account &account) const; ///< atomic
    Status removeAccount() const;

private:
    QString m_name;
};

}
