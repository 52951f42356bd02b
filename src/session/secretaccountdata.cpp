// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secretaccountdata.h"

#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

const QString DefaultKey = QStringLiteral("m.secret_storage.default_key");
const QString BackupKey = QStringLiteral("m.megolm_backup.v1");
const QString Encrypted = QStringLiteral("encrypted");

QString descriptionOf(const QString &keyId)
{
    return QStringLiteral("m.secret_storage.key.") + keyId;
}

QJsonObject encryptedIn(const QByteArray &content)
{
    return QJsonDocument::fromJson(content).object().value(Encrypted).toObject();
}

QByteArray withEncrypted(const QByteArray &content, const QJsonObject &encrypted)
{
    QJsonObject object = QJsonDocument::fromJson(content).object();
    object.insert(Encrypted, encrypted);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// `fresh` under its key, and what is under others as it was.
QByteArray merged(const QByteArray &before, const QByteArray &fresh)
{
    QJsonObject encrypted = encryptedIn(before);
    const QJsonObject added = encryptedIn(fresh);
    for (auto each = added.begin(); each != added.end(); ++each)
        encrypted.insert(each.key(), each.value());
    return withEncrypted(fresh, encrypted);
}

QByteArray without(const QByteArray &content, const QString &keyId)
{
    QJsonObject encrypted = encryptedIn(content);
    encrypted.remove(keyId);
    return withEncrypted(content, encrypted);
}

bool isSecret(const AccountSecret &data)
{
    return SecretStorage::names().contains(data.type);
}

}

bool StoredSecrets::isUnder(const QString &name, const QString &id) const
{
    return !id.isEmpty() && encryptedIn(secrets.value(name)).contains(id);
}

bool StoredSecrets::holdsIdentity() const
{
    const QStringList names = SecretStorage::names();
    return std::all_of(names.cbegin(), names.cend(),
                       [this](const QString &name) { return name == BackupKey || holds(name); });
}

bool StoredSecrets::holdsBackupKey() const
{
    return holds(BackupKey);
}

/// Empty if there is none.
Task<QByteArray> SecretAccountData::get(const QString &type)
{
    return m_api.send(m_api.requests().accountData(m_self, type))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QByteArray();
            return error;
        });
}

Task<StoredSecrets> SecretAccountData::fetch()
{
    return get(DefaultKey).andThen([this](const QByteArray &choice) {
        StoredSecrets stored;
        stored.keyId = readString(choice, "key");
        const QStringList names = SecretStorage::names();
        if (stored.keyId.isEmpty())
            return fetchSecrets(stored, names);
        return get(descriptionOf(stored.keyId)).andThen([this, stored, names](const QByteArray &key) {
            StoredSecrets withKey = stored;
            withKey.key = key;
            return fetchSecrets(withKey, names);
        });
    });
}

Task<StoredSecrets> SecretAccountData::fetchSecrets(StoredSecrets stored, QStringList names)
{
    if (names.isEmpty())
        return Task<StoredSecrets>::ready(stored);
    const QString name = names.takeFirst();
    return get(name).andThen([this, stored, names, name](const QByteArray &content) {
        StoredSecrets more = stored;
        if (!content.isEmpty())
            more.secrets.insert(name, content);
        return fetchSecrets(more, names);
    });
}

/// One after the other; the first that fails ends it.
Task<Done> SecretAccountData::put(QList<AccountSecret> data)
{
    if (data.isEmpty())
        return Task<Done>::ready(Done{});
    const AccountSecret first = data.takeFirst();
    return m_api.send(m_api.requests().setAccountData(m_self, first.type, first.content))
        .andThen([this, data](const Reply &) { return put(data); });
}

Task<Done> SecretAccountData::replace(const StoredSecrets &old, const QString &keyId,
                                      const QList<AccountSecret> &data)
{
    QList<AccountSecret> all = data;
    QList<AccountSecret> cleaned;
    for (AccountSecret &each : all) {
        if (!isSecret(each))
            continue;
        each.content = merged(old.secrets.value(each.type), each.content);
        if (old.keyId != keyId && old.isUnder(each.type, old.keyId))
            cleaned.append({each.type, without(each.content, old.keyId)});
    }
    std::stable_partition(all.begin(), all.end(), &isSecret);
    return put(all).andThen([this, cleaned](Done) {
        return put(cleaned).orElse([](const Error &) -> Status { return Done{}; });
    });
}

Task<Done> SecretAccountData::complete(const StoredSecrets &old, const QList<AccountSecret> &data)
{
    QList<AccountSecret> missing;
    for (const AccountSecret &each : data) {
        if (isSecret(each) && !old.holds(each.type))
            missing.append({each.type, merged(old.secrets.value(each.type), each.content)});
    }
    return put(missing);
}

}
