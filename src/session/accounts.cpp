// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accounts.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace linnet {

namespace {

constexpr int keySize = 32;
// SQLite's write-ahead log and its index lie beside the database.
const char *const databaseParts[] = {"", "-wal", "-shm", "-journal"};

QString timeStamp()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss-zzz");
}

QByteArray newKey()
{
    QByteArray key(keySize, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(key.data()), keySize / sizeof(quint32));
    return key;
}

Status removeDatabase(const QString &path)
{
    Status status = Done{};
    for (const char *part : databaseParts) {
        QFile file(path + QLatin1String(part));
        if (!file.remove() && file.exists())
            status = Error::of(Error::Kind::Storage,
                               QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
    }
    return status;
}

/// One step of begin() after another; what was done is undone when one fails. Kept alive by the steps.
struct Beginning
{
    Profile profile;
    Credentials &secrets;
    Account account;
    QByteArray token;
    QByteArray key;
    std::unique_ptr<Store> store;
    bool isTokenWritten = false;
    bool isKeyWritten = false;
    bool isDatabaseMade = false;

    QString tokenEntry() const { return profile.entry(account.user, "token"); }
    QString keyEntry() const { return profile.entry(account.user, "database-key"); }
};

using State = std::shared_ptr<Beginning>;

/// Answers `error` when all is as before, as far as that can be had.
Task<OpenAccount> undo(const State &state, const Error &error)
{
    state->store.reset();
    if (state->isDatabaseMade) {
        if (const Status removed = removeDatabase(state->profile.databasePath(state->account.user)); !removed)
            qCWarning(lcSession) << "a database that is not wanted stays behind:" << removed.error().text;
    }
    const auto remove = [state](bool isWritten, const QString &name) {
        return isWritten ? state->secrets.remove(name) : Task<Done>::ready(Done{});
    };
    const auto onlyLogged = [](const Error &) -> Result<Done> {
        qCWarning(lcSession) << "a secret that is not wanted stays in the keychain";
        return Done{};
    };
    return remove(state->isKeyWritten, state->keyEntry())
        .orElse(onlyLogged)
        .andThen([state, remove](Done) { return remove(state->isTokenWritten, state->tokenEntry()); })
        .orElse(onlyLogged)
        .andThen([error](Done) -> Result<OpenAccount> { return error; });
}

/// A key that is there already opens a database from before, which is about to be set aside with it.
Task<Done> keepOldKey(const State &state)
{
    return state->secrets.read(state->keyEntry())
        .andThen([state](const QByteArray &old) {
            return state->secrets.write(state->keyEntry() + u'-' + timeStamp(), old);
        })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.kind == Error::Kind::EntryNotFound)
                return Done{};
            return error;
        });
}

Task<Done> writeSecrets(const State &state)
{
    // Set before the answer: a keychain that answers too late may still write.
    state->isTokenWritten = true;
    return state->secrets.write(state->tokenEntry(), state->token).andThen([state](Done) {
        state->isKeyWritten = true;
        return state->secrets.write(state->keyEntry(), state->key);
    });
}

Task<OpenAccount> finish(const State &state)
{
    const QString path = state->profile.databasePath(state->account.user);
    state->isDatabaseMade = true;
    return Store::open(path, state->key, state->account.user)
        .andThen([state](std::unique_ptr<Store> store) -> Result<OpenAccount> {
            wipe(state->key);
            state->store = std::move(store);
            if (const Status written = state->profile.writeAccount(state->account); !written)
                return written.error();
            return OpenAccount{state->account, state->token, std::move(state->store)};
        });
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

Task<OpenAccount> Accounts::begin(const Server &server, const SignedIn &signedIn, Account::Secrets secrets)
{
    if (signedIn.user.isEmpty() || signedIn.token.isEmpty())
        return Task<OpenAccount>::ready(Error::of(Error::Kind::Invalid));
    const Account account{signedIn.user, server, signedIn.deviceId, secrets};
    const auto state = std::make_shared<Beginning>(
        Beginning{m_profile, secretsOf(secrets), account, signedIn.token, newKey(), nullptr});
    const Accounts self = *this;
    return keepOldKey(state)
        .andThen([state](Done) { return writeSecrets(state); })
        .andThen([state, self](Done) -> Result<Done> {
            // Its key has just been replaced; what is in it may still be wanted by somebody who finds the
            // key.
            const Result<QString> aside = self.setAsideDatabase(state->account.user);
            if (!aside && aside.error().kind != Error::Kind::NotFound)
                return aside.error();
            return Done{};
        })
        .andThen([state](Done) { return finish(state); })
        .orElse([state](const Error &error) { return undo(state, error); });
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
    return secrets.read(profile.entry(account.user, "token"))
        .andThen([&secrets, profile, account](const QByteArray &token) {
            return secrets.read(profile.entry(account.user, "database-key"))
                .andThen([profile, account](const QByteArray &key) {
                    return Store::open(profile.databasePath(account.user), key, account.user);
                })
                .andThen([account, token](std::unique_ptr<Store> store) {
                    return OpenAccount{account, token, std::move(store)};
                });
        });
}

Task<Done> Accounts::replaceToken(const Account &account, const QByteArray &token)
{
    return secretsOf(account.secrets).write(m_profile.entry(account.user, "token"), token);
}

Task<Done> Accounts::erase(const Account &account)
{
    // The account's file last: until it is gone, the next start can try the rest again.
    Credentials &secrets = secretsOf(account.secrets);
    const Profile profile = m_profile;
    const auto first = std::make_shared<Status>(Done{});
    const auto keep = [first](const Error &error) -> Result<Done> {
        if (*first)
            *first = error;
        return Done{};
    };
    return secrets.remove(profile.entry(account.user, "token"))
        .orElse(keep)
        .andThen([&secrets, profile, account](Done) {
            return secrets.remove(profile.entry(account.user, "database-key"));
        })
        .orElse(keep)
        .andThen([profile, account](Done) { return removeDatabase(profile.databasePath(account.user)); })
        .orElse(keep)
        .andThen([profile](Done) -> Result<Done> {
            QDir(profile.cacheDir()).removeRecursively();
            return profile.removeAccount();
        })
        .andThen([first](Done) { return *first; });
}

Result<QString> Accounts::setAsideDatabase(const UserId &user) const
{
    const QString path = m_profile.databasePath(user);
    if (!QFile::exists(path))
        return Error::of(Error::Kind::NotFound);
    const QString aside = QStringLiteral("%1.aside-%2").arg(path, timeStamp());
    for (const char *part : databaseParts) {
        QFile file(path + QLatin1String(part));
        if (file.exists() && !file.rename(aside + QLatin1String(part)))
            return Error::of(Error::Kind::Storage, QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    return aside;
}

}
