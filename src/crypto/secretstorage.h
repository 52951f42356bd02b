// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/secretstoragekey.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace linnet {

class CryptoMachine;

/// Account data that is to be put, or was got.
struct AccountSecret
{
    QString type;
    QByteArray content; ///< JSON
};

/// One's own secrets on the server: private keys of the identity and the key of the backup, under a
/// SecretStorageKey (client-server API, "Secret storage"). A view of a CryptoMachine, on its thread.
class SecretStorage
{
public:
    explicit SecretStorage(CryptoMachine &machine) : m_machine(machine) {}

    /// The account data to put: the secrets that are here, then the key's description,
    /// `m.secret_storage.default_key` last, so that a run that breaks off leaves the storage of before.
    Result<QList<AccountSecret>> store(const SecretStorageKey &key);
    /// The account data that restore() wants: `m.cross_signing.*` and `m.megolm_backup.v1`.
    static QStringList names();

    struct Restored
    {
        bool hasIdentity = false;  ///< the private keys fit the account's identity, and are here now
        bool hasBackupKey = false; ///< is here now; whether it fits the backup says KeyBackup
        QStringList failed;        ///< names of what could not be read, or does not fit
    };
    /// Takes the secrets over; what is missing in `data` (by type) is left as it is. Send outgoingRequests()
    /// first, so that the account's identity is known; CrossSigning::signOwnDevice() afterwards.
    Result<Restored> restore(const SecretStorageKey &key, const QHash<QString, QByteArray> &data);

private:
    CryptoMachine &m_machine;
};

}
