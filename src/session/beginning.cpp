// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/beginning.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"
#include "session/databasefiles.h"

#include <QFile>
#include <QRandomGenerator>

namespace linnet {

namespace {

constexpr int keySize = 32;

QByteArray newKey()
{
    QByteArray key(keySize, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(key.data()), keySize / sizeof(quint32));
    return key;
}

}

Task<OpenAccount> Beginning::run(Profile profile, Credentials &secrets, Account account, Tokens tokens,
                                 QString proxyPassword)
{
    const auto self = std::make_shared<Beginning>(std::move(profile), secrets, std::move(account),
                                                  std::move(tokens), std::move(proxyPassword));
    Task<OpenAccount> task = self->m_promise.task();
    // Its own context and not the caller's: half of it must not stay behind when a window is closed.
    self->steps()
        .orElse([self](const Error &error) { return self->undo(error); })
        .then(self->m_context.get(),
              [self](Result<OpenAccount> result) { self->m_promise.resolve(std::move(result)); });
    return task;
}

Beginning::Beginning(Profile profile, Credentials &secrets, Account account, Tokens tokens,
                     QString proxyPassword)
    : m_profile(std::move(profile)), m_secrets(secrets), m_account(std::move(account)),
      m_tokens(std::move(tokens)), m_proxyPassword(std::move(proxyPassword)), m_key(newKey()),
      m_context(std::make_unique<QObject>())
{
}

Beginning::~Beginning()
{
    wipe(m_key);
}

Task<OpenAccount> Beginning::steps()
{
    const auto self = shared_from_this();
    return rememberSecrets()
        .andThen([self](Done) { return self->keepOldKey(); })
        .andThen([self](Done) { return self->writeSecrets(); })
        .andThen([self](Done) { return self->setDatabaseAside(); })
        .andThen([self](Done) { return self->finish(); });
}

Task<Beginning::Secret> Beginning::find(const QString &entry)
{
    return m_secrets.read(entry)
        .andThen([](const QByteArray &secret) { return Secret(secret); })
        .orElse([](const Error &error) -> Result<Secret> {
            if (error.kind == Error::Kind::EntryNotFound)
                return Secret();
            return error;
        });
}

Task<Done> Beginning::rememberSecrets()
{
    const auto self = shared_from_this();
    return find(tokenEntry())
        .andThen([self](const Secret &token) {
            self->m_oldToken = token;
            return self->find(self->keyEntry());
        })
        .andThen([self](const Secret &key) {
            self->m_oldKey = key;
            return self->find(self->proxyEntry());
        })
        .andThen([self](const Secret &password) {
            self->m_oldProxyPassword = password;
            return Done{};
        });
}

/// The old key opens the database that is about to be set aside, or the one that was last: it stays findable
/// under the same time.
Task<Done> Beginning::keepOldKey()
{
    const QStringList earlier = DatabaseFiles::stampsOf(databasePath());
    if (QFile::exists(databasePath()))
        m_stamp = DatabaseFiles::newStamp();
    else if (!earlier.isEmpty())
        m_stamp = earlier.last();
    if (!m_oldKey || m_stamp.isEmpty())
        return Task<Done>::ready(Done{});
    const auto self = shared_from_this();
    const QString entry = keyEntry() + u'-' + m_stamp;
    return find(entry).andThen([self, entry](const Secret &found) {
        if (found)
            return Task<Done>::ready(Done{}); // that database has its key already
        self->m_isOldKeyKept = true;
        return self->m_secrets.write(entry, *self->m_oldKey);
    });
}

Task<Done> Beginning::writeSecrets()
{
    const auto self = shared_from_this();
    // Set before the answer: a keychain that answers too late may still write.
    m_areSecretsWritten = true;
    return m_secrets.write(tokenEntry(), m_tokens.toSecret())
        .andThen([self](Done) { return self->m_secrets.write(self->keyEntry(), self->m_key); })
        .andThen([self](Done) {
            return self->m_proxyPassword.isEmpty()
                       ? self->m_secrets.remove(self->proxyEntry())
                       : self->m_secrets.write(self->proxyEntry(), self->m_proxyPassword.toUtf8());
        });
}

Status Beginning::setDatabaseAside()
{
    if (!QFile::exists(databasePath()))
        return Done{};
    const Status moved =
        DatabaseFiles::move(databasePath(), DatabaseFiles::asidePath(databasePath(), m_stamp));
    m_isDatabaseAside = moved.isOk();
    return moved;
}

Task<OpenAccount> Beginning::finish()
{
    const auto self = shared_from_this();
    m_isDatabaseMade = true;
    return Store::open(databasePath(), m_key, m_account.user)
        .andThen([self](std::unique_ptr<Store> store) -> Result<OpenAccount> {
            self->m_store = std::move(store);
            if (self->m_promise.isAbandoned())
                return Error::of(Error::Kind::Cancelled);
            if (const Status written = self->m_profile.writeAccount(self->m_account); !written)
                return written.error();
            return OpenAccount{self->m_account, self->m_tokens, std::move(self->m_store),
                               self->m_proxyPassword, false};
        });
}

void Beginning::undoDatabase()
{
    m_store.reset();
    Status status = Done{};
    if (m_isDatabaseMade)
        status = DatabaseFiles::remove(databasePath());
    if (status && m_isDatabaseAside)
        status = DatabaseFiles::move(DatabaseFiles::asidePath(databasePath(), m_stamp), databasePath());
    if (!status)
        qCWarning(lcSession) << "the database of before could not be put back:" << status.error().text;
}

Task<Done> Beginning::putBack(const QString &entry, const Secret &secret)
{
    return (secret ? m_secrets.write(entry, *secret) : m_secrets.remove(entry))
        .orElse([entry](const Error &) -> Result<Done> {
            qCWarning(lcSession) << "a secret could not be put back as it was:" << entry;
            return Done{};
        });
}

Task<OpenAccount> Beginning::undo(const Error &error)
{
    undoDatabase();
    const auto self = shared_from_this();
    return (m_areSecretsWritten ? putBack(keyEntry(), m_oldKey) : Task<Done>::ready(Done{}))
        .andThen([self](Done) {
            return self->m_areSecretsWritten ? self->putBack(self->tokenEntry(), self->m_oldToken)
                                             : Task<Done>::ready(Done{});
        })
        .andThen([self](Done) {
            return self->m_areSecretsWritten ? self->putBack(self->proxyEntry(), self->m_oldProxyPassword)
                                             : Task<Done>::ready(Done{});
        })
        .andThen([self](Done) {
            return self->m_isOldKeyKept ? self->putBack(self->keyEntry() + u'-' + self->m_stamp, Secret())
                                        : Task<Done>::ready(Done{});
        })
        .andThen([error](Done) -> Result<OpenAccount> { return error; });
}

}
