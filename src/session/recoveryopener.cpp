// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recoveryopener.h"

#include "base/onpool.h"
#include "crypto/crosssigning.h"
#include "crypto/keybackup.h"
#include "crypto/secretsbundle.h"

namespace linnet {

namespace {

const QString BackupKey = QStringLiteral("m.megolm_backup.v1");

/// A key that opens the backup is not given away for one that may be of an earlier one.
Result<SecretStorage::Restored> restoreHere(CryptoMachine &machine, const SecretStorageKey &key,
                                            QHash<QString, QByteArray> secrets, const QByteArray &backup)
{
    if (!backup.isEmpty()) {
        const auto trust = KeyBackup(machine).trust(backup);
        if (!trust.isOk())
            return trust.error();
        if (trust->doesKeyFit)
            secrets.remove(BackupKey);
    }
    return SecretStorage(machine).restore(key, secrets);
}

}

RecoveryOpener::RecoveryOpener(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self,
                               RecoveryKeyMaker &maker, QObject *parent)
    : QObject(parent), m_store(store), m_keys(keys), m_maker(maker), m_look(api, store, keys, self),
      m_data(api, self)
{
    m_pool.setMaxThreadCount(1);
}

RecoveryOpener::~RecoveryOpener()
{
    m_pool.clear();
}

Task<RecoveryOpener::Opened> RecoveryOpener::open(const QString &secret, const RecoveryProgress &progress)
{
    progress(RecoveryStep::Looking);
    return m_data.fetch().andThen([this, secret, progress](const StoredSecrets &stored) {
        if (!stored.exists())
            return openBackup(secret);
        return openKey(stored, secret).andThen([this, stored, progress](const Key &key) {
            progress(RecoveryStep::Storage);
            return restore(stored, key, progress);
        });
    });
}

Task<RecoveryOpener::Key> RecoveryOpener::openKey(const StoredSecrets &stored, const QString &secret)
{
    return onPool(m_pool, this, [id = stored.keyId, content = stored.key, secret] {
        auto opened = SecretStorageKey::open(id, content, secret);
        if (!opened.isOk())
            return Result<Key>(opened.error());
        return Result<Key>(std::make_shared<const SecretStorageKey>(opened.take()));
    });
}

Task<RecoveryOpener::Opened> RecoveryOpener::openBackup(const QString &secret)
{
    return m_look.currentBackup().andThen([this, secret](const QByteArray &backup) {
        if (backup.isEmpty())
            return Task<Opened>::ready(Error::of(Error::Kind::NotFound));
        return m_store.crypto().call<Opened>([secret, backup](CryptoMachine &machine) -> Result<Opened> {
            if (const Status status = KeyBackup(machine).setKey(secret.toUtf8(), backup); !status)
                return status.error();
            return Opened{false, true, {}};
        });
    });
}

/// With the account's identity known, so that it is seen whether the keys are its own.
Task<RecoveryOpener::Opened> RecoveryOpener::restore(const StoredSecrets &stored, const Key &key,
                                                     const RecoveryProgress &progress)
{
    using Restored = SecretStorage::Restored;
    return m_look.hasIdentity()
        .andThen([this](bool) { return m_look.currentBackup(); })
        .andThen([this, stored, key](const QByteArray &backup) {
            return m_store.crypto().call<Restored>(
                [secrets = stored.secrets, key, backup](CryptoMachine &machine) {
                    return restoreHere(machine, *key, secrets, backup);
                });
        })
        .andThen([this, stored, key, progress](const Restored &restored) {
            m_store.refreshShields(); // whom one's identity has signed is known now
            return signSession()
                .andThen([this, progress](Done) {
                    progress(RecoveryStep::Backup);
                    return m_maker.ensureBackup(false);
                })
                .andThen([this, stored, key](Done) { return complete(stored, key); })
                .andThen([restored](Done) {
                    return Opened{restored.hasIdentity, restored.hasBackupKey, restored.failed};
                });
        });
}

Task<RecoveryOpener::Opened> RecoveryOpener::take(const QByteArray &bundle)
{
    using Taken = SecretsBundle::Taken;
    return m_look.hasIdentity()
        .andThen([this, bundle](bool) {
            return m_store.crypto().call<Taken>(
                [bundle](CryptoMachine &machine) { return SecretsBundle(machine).take(bundle); });
        })
        .andThen([this](const Taken &taken) {
            if (!taken.hasIdentity)
                return Task<Opened>::ready(Error::of(Error::Kind::NotFound));
            m_store.refreshShields(); // whom one's identity has signed is known now
            return signSession()
                .andThen([this](Done) { return m_maker.ensureBackup(false); })
                .andThen([taken](Done) {
                    return Opened{taken.hasIdentity, taken.hasBackupKey, {}};
                });
        });
}

Task<Done> RecoveryOpener::signSession()
{
    using Signature = std::optional<CryptoRequest>;
    return m_store.crypto()
        .call<Signature>([](CryptoMachine &machine) -> Result<Signature> {
            const auto status = CrossSigning(machine).status();
            if (!status.isOk())
                return status.error();
            if (!status->hasSelfSigning)
                return Signature();
            const auto signature = CrossSigning(machine).signOwnDevice();
            if (!signature.isOk())
                return signature.error();
            return Signature(*signature);
        })
        .andThen([this](const Signature &signature) {
            return signature ? m_keys.send(*signature) : Task<Done>::ready(Done{});
        });
}

/// A key of a backup that is not the one the server has would only take the right one's place.
Task<Done> RecoveryOpener::complete(const StoredSecrets &stored, const Key &key)
{
    using Secrets = QList<AccountSecret>;
    return m_store.crypto()
        .call<Secrets>([key](CryptoMachine &machine) -> Result<Secrets> {
            auto secrets = SecretStorage(machine).store(*key);
            const auto backup = KeyBackup(machine).state();
            if (!secrets.isOk() || !backup.isOk())
                return secrets.isOk() ? Result<Secrets>(backup.error()) : secrets;
            if (backup->version.isEmpty() || !backup->hasKey)
                secrets->removeIf([](const AccountSecret &each) { return each.type == BackupKey; });
            return secrets;
        })
        .andThen([this, stored](const Secrets &data) { return m_data.complete(stored, data); });
}

}
