// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/crypto.h"
#include "store/store.h"

#include <QObject>
#include <QThreadPool>

namespace linnet {

/// Room keys in files under a passphrase, in the form that other clients read and write too (client-server
/// API, "Key exports"). GUI thread; must not outlive the Store.
class KeyTransfer : public QObject
{
    Q_OBJECT

public:
    explicit KeyTransfer(Store &store, QObject *parent = nullptr);
    ~KeyTransfer() override;

    /// Writes all room keys that are here; the file is for this user only. Errors: DiskFull, Storage.
    Task<Done> exportTo(const QString &path, const QString &passphrase);

    /// What waits for the keys is decrypted before the answer. Errors: WrongPassphrase; Invalid if it is no
    /// such file; TooLarge; Storage.
    Task<KeyImport> importFrom(const QString &path, const QString &passphrase,
                               const std::shared_ptr<KeyProgress> &progress);

private:
    Store &m_store;
    QThreadPool m_pool;
};

}
