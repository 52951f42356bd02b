// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace linnet {

/// The key of an account's secret storage (client-server API, "Secret storage"), which a person keeps as a
/// recovery key or remembers as a passphrase. Any one thread; its bytes are wiped when it goes.
class SecretStorageKey
{
public:
    /// A new one. With a passphrase it can be opened with either; takes a second then, by design.
    static Result<SecretStorageKey> create(const QString &passphrase = {});
    /// `id` from `m.secret_storage.default_key`, `content` of `m.secret_storage.key.<id>`. Errors: Invalid if
    /// `secret` is no recovery key (a letter is wrong) and the storage knows no passphrase; WrongPassphrase
    /// if it is a recovery key or passphrase of another storage; BadReply if `content` is no such key.
    static Result<SecretStorageKey> open(const QString &id, const QByteArray &content, const QString &secret);

    SecretStorageKey(SecretStorageKey &&) noexcept;
    SecretStorageKey &operator=(SecretStorageKey &&) noexcept;
    ~SecretStorageKey();

    QString id() const;
    QString recoveryKey() const; ///< base58 in groups of four
    QByteArray content() const;  ///< of `m.secret_storage.key.<id>`
    /// The content of the account data `name` that holds this secret under this key.
    QByteArray encrypt(const QString &name, const QByteArray &secret) const;
    /// Errors: NotFound if it is not under this key; Corrupt.
    Result<QByteArray> decrypt(const QString &name, const QByteArray &content) const;

    struct Key;

private:
    explicit SecretStorageKey(std::unique_ptr<Key> key);
    std::unique_ptr<Key> m_key;
};

}
