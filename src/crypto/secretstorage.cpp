// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secretstorage.h"

#include "bridge/passphrasebox.h"
#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

const QString masterName = QStringLiteral("m.cross_signing.master");
const QString selfSigningName = QStringLiteral("m.cross_signing.self_signing");
const QString userSigningName = QStringLiteral("m.cross_signing.user_signing");
const QString backupName = QStringLiteral("m.megolm_backup.v1");

/// The secrets that could be read, each wiped in the end.
class Secrets
{
public:
    ~Secrets()
    {
        for (QByteArray &secret : m_secrets)
            wipe(secret);
    }

    /// Reads one if it is there; false if it is and cannot be read.
    bool read(const SecretStorageKey &key, const QString &name, const QHash<QString, QByteArray> &data)
    {
        if (!data.contains(name))
            return true;
        auto secret = key.decrypt(name, data.value(name));
        if (!secret.isOk())
            return false;
        m_secrets.insert(name, secret.take());
        return true;
    }

    bool has(const QString &name) const { return m_secrets.contains(name); }
    /// As text for Rust, empty if there is none. SecretStorageKey gives only what is UTF-8.
    rust::Str text(const QString &name) const
    {
        const auto secret = m_secrets.constFind(name);
        return secret == m_secrets.cend() ? rust::Str() : toRust(*secret);
    }

private:
    QHash<QString, QByteArray> m_secrets;
};

}

QStringList SecretStorage::names()
{
    return {masterName, selfSigningName, userSigningName, backupName};
}

Result<QList<AccountSecret>> SecretStorage::store(const SecretStorageKey &key)
{
    QList<AccountSecret> result;
    for (const QString &name : names()) {
        const QByteArray nameBytes = name.toUtf8();
        auto secret = textOf(m_machine.handle().machine->secret(toRust(nameBytes)));
        if (!secret.isOk() && secret.error().kind == Error::Kind::NotFound)
            continue;
        if (!secret.isOk())
            return secret.error();
        result.append({name, key.encrypt(name, secret.value())});
        wipe(secret.value());
    }
    result.append({QStringLiteral("m.secret_storage.key.") + key.id(), key.content()});
    const QJsonObject chosen{{QStringLiteral("key"), key.id()}};
    result.append({QStringLiteral("m.secret_storage.default_key"),
                   QJsonDocument(chosen).toJson(QJsonDocument::Compact)});
    return result;
}

Result<SecretStorage::Restored> SecretStorage::restore(const SecretStorageKey &key,
                                                       const QHash<QString, QByteArray> &data)
{
    Secrets secrets;
    Restored restored;
    for (const QString &name : names()) {
        if (!secrets.read(key, name, data))
            restored.failed.append(name);
    }
    const QStringList identity{masterName, selfSigningName, userSigningName};
    const bool hasIdentity = std::any_of(identity.cbegin(), identity.cend(),
                                         [&secrets](const QString &name) { return secrets.has(name); });
    if (hasIdentity) {
        const auto status = m_machine.handle().machine->import_identity(
            secrets.text(masterName), secrets.text(selfSigningName), secrets.text(userSigningName));
        if (status == rust_bridge::CryptoStatus::Ok)
            restored.hasIdentity = true;
        else if (status == rust_bridge::CryptoStatus::Refused ||
                 status == rust_bridge::CryptoStatus::NotFound)
            restored.failed += identity;
        else
            return errorOf(status);
    }
    if (secrets.has(backupName)) {
        const auto status = m_machine.handle().machine->keep_backup_key(secrets.text(backupName));
        if (status == rust_bridge::CryptoStatus::Ok)
            restored.hasBackupKey = true;
        else if (status == rust_bridge::CryptoStatus::Refused)
            restored.failed.append(backupName);
        else
            return errorOf(status);
    }
    return restored;
}

}
