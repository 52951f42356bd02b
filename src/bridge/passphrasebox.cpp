// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/passphrasebox.h"

#include "bridge/ruststring.h"

#include <QCryptographicHash>

namespace linnet {

namespace {

// magic, SHA-256 of what follows, what Rust made. The hash is what tells a damaged file from a wrong
// passphrase: to the cipher both look the same.
const QByteArray magic = QByteArrayLiteral("LNTBOX1\n");
constexpr qsizetype hashSize = 32;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

}

Result<QByteArray> PassphraseBox::seal(const QByteArray &secret, const QString &passphrase)
{
    QByteArray words = passphrase.toUtf8();
    const auto sealed = rust_bridge::seal(toRustBytes(secret), toRust(words));
    wipe(words);
    if (sealed.empty())
        return Error::of(Error::Kind::Storage);
    const QByteArray inner = fromRust(sealed);
    return QByteArray(magic + hashOf(inner) + inner);
}

Result<QByteArray> PassphraseBox::open(const QByteArray &sealed, const QString &passphrase)
{
    if (!sealed.startsWith(magic) || sealed.size() < magic.size() + hashSize)
        return Error::of(Error::Kind::Corrupt);
    const QByteArray inner = sealed.mid(magic.size() + hashSize);
    if (sealed.mid(magic.size(), hashSize) != hashOf(inner))
        return Error::of(Error::Kind::Corrupt);

    QByteArray words = passphrase.toUtf8();
    auto opened = rust_bridge::open(toRustBytes(inner), toRust(words));
    wipe(words);
    if (opened.status == rust_bridge::OpenStatus::WrongPassphrase)
        return Error::of(Error::Kind::WrongPassphrase);
    if (opened.status != rust_bridge::OpenStatus::Ok)
        return Error::of(Error::Kind::Corrupt);
    QByteArray secret = fromRust(opened.bytes);
    rust_bridge::wipe({opened.bytes.data(), opened.bytes.size()});
    return secret;
}

void wipe(QByteArray &secret)
{
    if (!secret.isEmpty())
        rust_bridge::wipe({reinterpret_cast<uint8_t *>(secret.data()), size_t(secret.size())});
    secret.clear();
}

}
