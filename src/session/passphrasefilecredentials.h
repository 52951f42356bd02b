// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/credentials.h"

#include <QHash>

namespace linnet {

/// Secrets in one file of the profile, sealed under a passphrase (PassphraseBox), for computers without a
/// keychain that works. The passphrase and what it opens are held in memory only, until lock(). GUI thread.
///
/// Reading and writing take some tenths of a second. Without a passphrase every call gives WrongPassphrase
/// with an empty text.
class PassphraseFileCredentials : public Credentials
{
public:
    explicit PassphraseFileCredentials(QString path) : m_path(std::move(path)) {}
    ~PassphraseFileCredentials() override;

    bool exists() const; ///< the file is there
    bool isUnlocked() const { return !m_passphrase.isEmpty(); }
    /// Takes the passphrase of the file that is there. Errors: WrongPassphrase, Corrupt, NotFound, Storage;
    /// then nothing has changed.
    Status unlock(const QString &passphrase);
    /// A passphrase for a new file. One that is there is renamed by the first write, not overwritten.
    void setNewPassphrase(const QString &passphrase);
    void lock();

    Task<QByteArray> read(const QString &name) override;
    Task<Done> write(const QString &name, const QByteArray &secret) override;
    /// The file goes with its last secret.
    Task<Done> remove(const QString &name) override;

private:
    using Secrets = QHash<QString, QByteArray>;

    Status save(const Secrets &secrets);

    QString m_path;
    QString m_passphrase;
    Secrets m_secrets;
    bool m_isNew = false;
};

}
