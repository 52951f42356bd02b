// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/attachmentcipher.h"

#include "crypto/cryptohandle.h"

#include <QJsonDocument>

namespace linnet {

struct AttachmentEncryptor::Cipher
{
    rust::Box<rust_bridge::AttachmentSealer> sealer = rust_bridge::new_sealer();
};

struct AttachmentDecryptor::Cipher
{
    rust::Box<rust_bridge::AttachmentOpener> opener;
};

AttachmentEncryptor::AttachmentEncryptor() : m_cipher(std::make_unique<Cipher>()) {}

AttachmentEncryptor::~AttachmentEncryptor() = default;

QByteArray AttachmentEncryptor::next(const QByteArray &block)
{
    return fromRust(m_cipher->sealer->next(toRustBytes(block)));
}

EncryptedFile AttachmentEncryptor::finish()
{
    const QByteArray info = bytesOf(m_cipher->sealer->finish());
    return {{}, QJsonDocument::fromJson(info).object()};
}

AttachmentDecryptor::AttachmentDecryptor(std::unique_ptr<Cipher> cipher) : m_cipher(std::move(cipher)) {}

AttachmentDecryptor::AttachmentDecryptor(AttachmentDecryptor &&) noexcept = default;

AttachmentDecryptor &AttachmentDecryptor::operator=(AttachmentDecryptor &&) noexcept = default;

AttachmentDecryptor::~AttachmentDecryptor() = default;

Result<AttachmentDecryptor> AttachmentDecryptor::open(const EncryptedFile &file)
{
    const QByteArray info = QJsonDocument(file.info).toJson(QJsonDocument::Compact);
    auto cipher = std::make_unique<Cipher>(Cipher{rust_bridge::new_opener(toRustBytes(info))});
    if (!cipher->opener->is_valid())
        return Error::of(Error::Kind::Invalid);
    return AttachmentDecryptor(std::move(cipher));
}

QByteArray AttachmentDecryptor::next(const QByteArray &block)
{
    return fromRust(m_cipher->opener->next(toRustBytes(block)));
}

Status AttachmentDecryptor::finish()
{
    if (!m_cipher->opener->finish())
        return Error::of(Error::Kind::Corrupt);
    return Done();
}

}
