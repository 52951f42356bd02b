// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recoverykeymaker.h"

#include <QObject>
#include <QThreadPool>

namespace linnet {

/// Takes an account's secrets over from its secret storage, with the recovery key or the passphrase that
/// opens it, and writes into it what is here and missing there. Where there is no storage, the key may be
/// that of the backup itself, as older programs made it. GUI thread; must not outlive its arguments, and
/// neither may what it answers.
class RecoveryOpener : public QObject
{
    Q_OBJECT

public:
    RecoveryOpener(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self,
                   RecoveryKeyMaker &maker, QObject *parent = nullptr);
    ~RecoveryOpener() override;

    /// What came of it. Opening is of use even where something did not fit.
    struct Opened
    {
        bool hasIdentity = false;
        bool hasBackupKey = false;
        QStringList failed; ///< names of secrets that could not be read, or do not fit
    };
    /// Errors: NotFound if there is neither storage nor backup; those of SecretStorageKey::open():
    /// WrongPassphrase, Invalid; the server's.
    Task<Opened> open(const QString &secret, const RecoveryProgress &progress);
    /// Takes over what another session has given (SecretsBundle), and signs this one. NotFound if it is not
    /// of the account's identity.
    Task<Opened> take(const QByteArray &bundle);

private:
    using Key = RecoveryKeyMaker::Key;

    Task<Key> openKey(const StoredSecrets &stored, const QString &secret);
    Task<Opened> openBackup(const QString &secret);
    Task<Opened> restore(const StoredSecrets &stored, const Key &key, const RecoveryProgress &progress);
    Task<Done> signSession();
    Task<Done> complete(const StoredSecrets &stored, const Key &key);

    Store &m_store;
    KeyExchange &m_keys;
    RecoveryKeyMaker &m_maker;
    RecoveryLook m_look;
    SecretAccountData m_data;
    QThreadPool m_pool; ///< a passphrase takes a second by design
};

}
