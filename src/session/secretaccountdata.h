// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secretstorage.h"
#include "session/apiclient.h"

#include <QHash>

namespace linnet {

/// What the server keeps of an account's secret storage. All of it is encrypted. A plain value.
struct StoredSecrets
{
    QString keyId;                      ///< of the default key; empty: there is no storage
    QByteArray key;                     ///< its description, `m.secret_storage.key.<id>`
    QHash<QString, QByteArray> secrets; ///< by their names; JSON

    bool exists() const { return !keyId.isEmpty() && !key.isEmpty(); }
    /// Whether it is there under the default key.
    bool holds(const QString &name) const { return isUnder(name, keyId); }
    bool isUnder(const QString &name, const QString &id) const;
    bool holdsIdentity() const; ///< all three private keys
    bool holdsBackupKey() const;
};

/// Reads and writes an account's secret storage (client-server API, "Secret storage"). GUI thread; must not
/// outlive its arguments.
class SecretAccountData
{
public:
    SecretAccountData(ApiClient &api, UserId self) : m_api(api), m_self(std::move(self)) {}

    Task<StoredSecrets> fetch();
    /// Puts SecretStorage::store() of the key `keyId` beside `old`, the default key's description and its
    /// choice last: until that is written, the storage of before can be read in full, and from then on the
    /// new one. Then takes away what is under the key of before; that this comes to nothing is no error.
    Task<Done> replace(const StoredSecrets &old, const QString &keyId, const QList<AccountSecret> &data);
    /// Puts those secrets of `data` that `old` does not hold under its key.
    Task<Done> complete(const StoredSecrets &old, const QList<AccountSecret> &data);

private:
    Task<QByteArray> get(const QString &type);
    Task<StoredSecrets> fetchSecrets(StoredSecrets stored, QStringList names);
    Task<Done> put(QList<AccountSecret> data);

    ApiClient &m_api;
    UserId m_self;
};

}
