// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secretstoragekey.h"

#include "bridge/passphrasebox.h"
#include "crypto/cryptohandle.h"

namespace linnet {

struct SecretStorageKey::Key
{
    rust::Box<rust_bridge::StorageKey> key;
};

SecretStorageKey::SecretStorageKey(std::unique_ptr<Key> key) : m_key(std::move(key)) {}

SecretStorageKey::SecretStorageKey(SecretStorageKey &&) noexcept = default;

SecretStorageKey &SecretStorageKey::operator=(SecretStorageKey &&) noexcept = default;

SecretStorageKey::~SecretStorageKey() = default;

Result<SecretStorageKey> SecretStorageKey::create(const QString &passphrase)
{
    QByteArray words = passphrase.toUtf8();
    auto key = rust_bridge::create_storage_key(toRust(words));
    wipe(words);
    if (key->status() != rust_bridge::CryptoStatus::Ok)
        return errorOf(key->status());
    return SecretStorageKey(std::make_unique<Key>(Key{std::move(key)}));
}

Result<SecretStorageKey> SecretStorageKey::open(const QString &id, const QByteArray &content,
                                                const QString &secret)
{
    const QByteArray idBytes = id.toUtf8();
    QByteArray words = secret.toUtf8();
    auto key = rust_bridge::open_storage_key(toRust(idBytes), toRustBytes(content), toRust(words));
    wipe(words);
    if (key->status() != rust_bridge::CryptoStatus::Ok)
        return errorOf(key->status());
    return SecretStorageKey(std::make_unique<Key>(Key{std::move(key)}));
}

QString SecretStorageKey::id() const
{
    return fromRust(m_key->key->id());
}

QString SecretStorageKey::recoveryKey() const
{
    return fromRust(m_key->key->recovery_key());
}

QByteArray SecretStorageKey::content() const
{
    return bytesOf(m_key->key->content());
}

QByteArray SecretStorageKey::encrypt(const QString &name, const QByteArray &secret) const
{
    const QByteArray nameBytes = name.toUtf8();
    return bytesOf(m_key->key->encrypt(toRust(nameBytes), toRustBytes(secret)));
}

Result<QByteArray> SecretStorageKey::decrypt(const QString &name, const QByteArray &content) const
{
    const QByteArray nameBytes = name.toUtf8();
    return textOf(m_key->key->decrypt(toRust(nameBytes), toRustBytes(content)));
}

}
