// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accounts.h"

#include "session/beginning.h"
#include "session/databasefiles.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace linnet {

namespace {

/// Removes entries one after another, whatever comes of each; answers the first error.
Task<Done> removeAll(Credentials &secrets, QStringList entries, const Status &soFar = Done{})
{
    if (entries.isEmpty())
        return Task<Done>::ready(soFar);
    const auto status = std::make_shared<Status>(soFar);
    return secrets.remove(entries.takeFirst())
        .orElse([status](const Error &error) -> Result<Done> {
            if (*status)
                *status = error;
            return Done{};
        })
        .andThen([&secrets, entries, status](Done) { return removeAll(secrets, entries, *status); });
}

/// Without its password a proxy says what it lacks; that is no reason to keep the account shut.
Task<QString> readProxyPassword(Credentials &secrets, const Profile &profile, const Account &account)
{
    if (!account.proxy.isManual() || account.proxy.user.isEmpty())
        return Task<QString>::ready(QString());
    return secrets.read(profile.entry(account.user, "proxy-password"))
        .andThen([](const QByteArray &password) { return QString::fromUtf8(password); })
        .orElse([](const Error &) -> Result<QString> { return QString(); });
}

}

Accounts::Accounts(Profile profile, Credentials &keychain, Credentials &file)
    : m_profile(std::move(profile)), m_keychain(keychain), m_file(file)
{
}

Credentials &Accounts::secretsOf(Account::Secrets secrets) const
{
    return secrets == Account::Secrets::PassphraseFile ? m_file : m_keychain;
}

Task<OpenAccount> Accounts::begin(const Server &server, const SignedIn &signedIn, Account::Secrets secrets,
                                  const Proxy &proxy)
{
    if (signedIn.user.isEmpty() || signedIn.token.isEmpty())
        return Task<OpenAccount>::ready(Error::of(Error::Kind::Invalid));
    const Account account{signedIn.user, server, signedIn.deviceId, secrets, proxy.settings, signedIn.oauth};
    return Beginning::run(m_profile, secretsOf(secrets), account,
                          Tokens::of(signedIn, QDateTime::currentMSecsSinceEpoch()), proxy.password)
        .andThen([keep = keeperOf(account), secrets = signedIn.secrets](OpenAccount opened) {
            opened.keepTokens = keep;
            opened.secrets = secrets;
            return opened;
        });
}

std::function<Task<Done>(const Tokens &)> Accounts::keeperOf(const Account &account) const
{
    Credentials &secrets = secretsOf(account.secrets);
    return [&secrets, entry = m_profile.entry(account.user, "token")](const Tokens &tokens) {
        return secrets.write(entry, tokens.toSecret());
    };
}

Task<OpenAccount> Accounts::restore()
{
    const Result<std::optional<Account>> stored = m_profile.readAccount();
    if (!stored)
        return Task<OpenAccount>::ready(stored.error());
    if (!*stored)
        return Task<OpenAccount>::ready(Error::of(Error::Kind::NotFound));
    const Account account = **stored;
    Credentials &secrets = secretsOf(account.secrets);
    const Profile profile = m_profile;
    // Opening would make an empty one, as if nothing had ever been there.
    if (const QString path = profile.databasePath(account.user); !QFile::exists(path))
        return Task<OpenAccount>::ready(Error::of(Error::Kind::Corrupt, path));
    return secrets.read(profile.entry(account.user, "token"))
        .andThen([&secrets, profile, account, keep = keeperOf(account)](const QByteArray &secret) {
            return secrets.read(profile.entry(account.user, "database-key"))
                .andThen([profile, account](const QByteArray &key) {
                    return Store::open(profile.databasePath(account.user), key, account.user);
                })
                .andThen([&secrets, profile, account, keep, secret](std::unique_ptr<Store> store) {
                    const auto opened =
                        std::make_shared<OpenAccount>(account, Tokens::fromSecret(secret), std::move(store));
                    opened->keepTokens = keep;
                    return readProxyPassword(secrets, profile, account)
                        .andThen([opened](const QString &password) {
                            opened->proxyPassword = password;
                            return std::move(*opened);
                        });
                });
        });
}

Task<Done> Accounts::replaceToken(const Account &account, const SignedIn &signedIn)
{
    const Tokens tokens = Tokens::of(signedIn, QDateTime::currentMSecsSinceEpoch());
    const auto kept = m_profile.readAccount();
    const bool isKept = kept && *kept;
    Account changed = isKept ? **kept : account;
    const bool isOtherSession = !signedIn.deviceId.isEmpty() && signedIn.deviceId != changed.deviceId;
    if (!isOtherSession && signedIn.oauth == changed.oauth)
        return keeperOf(account)(tokens);
    if (!isKept)
        return Task<Done>::ready(kept ? Error::of(Error::Kind::NotFound) : kept.error());
    changed.oauth = signedIn.oauth;
    if (!isOtherSession) {
        return keeperOf(account)(tokens).andThen(
            [profile = m_profile, changed](Done) -> Status { return profile.writeAccount(changed); });
    }
    // Wherever this ends too early, it leaves a token that is good for nothing, and never one session's keys
    // with the token of another.
    if (!changed.deviceId.isEmpty()) {
        if (const Status gone = DatabaseFiles::removeKeys(m_profile.databasePath(account.user)); !gone)
            return Task<Done>::ready(gone.error());
    }
    changed.deviceId = signedIn.deviceId;
    if (const Status written = m_profile.writeAccount(changed); !written)
        return Task<Done>::ready(written.error());
    return keeperOf(account)(tokens);
}

Task<Done> Accounts::setProxy(const Account &account, const Proxy &proxy)
{
    Credentials &secrets = secretsOf(account.secrets);
    const QString entry = m_profile.entry(account.user, "proxy-password");
    const bool hasPassword = proxy.settings.isManual() && !proxy.password.isEmpty();
    return (hasPassword ? secrets.write(entry, proxy.password.toUtf8()) : secrets.remove(entry))
        .andThen([profile = m_profile, settings = proxy.settings](Done) -> Status {
            // What is open may differ from what is kept: its dialect may hold for this start only.
            auto kept = profile.readAccount();
            if (!kept || !*kept)
                return kept ? Error::of(Error::Kind::NotFound) : kept.error();
            Account changed = **kept;
            changed.proxy = settings;
            return profile.writeAccount(changed);
        });
}

Task<Done> Accounts::erase(const Account &account)
{
    const QString path = m_profile.databasePath(account.user);
    const QString keyEntry = m_profile.entry(account.user, "database-key");
    const QStringList stamps = DatabaseFiles::stampsOf(path);
    QStringList entries{m_profile.entry(account.user, "token"), keyEntry,
                        m_profile.entry(account.user, "proxy-password")};
    QStringList databases{path};
    for (const QString &stamp : stamps) {
        entries.append(keyEntry + u'-' + stamp);
        databases.append(DatabaseFiles::asidePath(path, stamp));
    }
    const auto removeFiles = [profile = m_profile, databases](Status status) -> Status {
        const auto note = [&status](const Status &step) {
            if (status && !step)
                status = step;
        };
        for (const QString &database : databases)
            note(DatabaseFiles::remove(database));
        const QString cache = profile.cacheDir();
        if (!QDir(cache).removeRecursively())
            note(Error::of(Error::Kind::Storage, cache));
        // The account's file last: if the program dies on the way, the next start still knows of it.
        note(profile.removeAccount());
        return status;
    };
    const auto secretsGone = std::make_shared<Status>(Done{});
    return removeAll(secretsOf(account.secrets), entries)
        .orElse([secretsGone](const Error &error) -> Result<Done> {
            *secretsGone = error;
            return Done{};
        })
        .andThen([removeFiles, secretsGone](Done) -> Result<Done> { return removeFiles(*secretsGone); });
}

Result<QString> Accounts::setAsideDatabase(const UserId &user) const
{
    const QString path = m_profile.databasePath(user);
    if (!QFile::exists(path))
        return Error::of(Error::Kind::NotFound);
    const QString aside = DatabaseFiles::asidePath(path, DatabaseFiles::newStamp());
    if (const Status moved = DatabaseFiles::move(path, aside); !moved)
        return moved.error();
    return aside;
}

}
