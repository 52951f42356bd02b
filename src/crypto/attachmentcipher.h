// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/encryptedfile.h"

#include <QByteArray>

#include <memory>

namespace linnet {

/// Encrypts a file block by block (AES-256-CTR, a key of its own). Any one thread; needs no CryptoMachine.
class AttachmentEncryptor
{
public:
    AttachmentEncryptor();
    ~AttachmentEncryptor();

    /// The next block of any size, encrypted to as many bytes.
    QByteArray next(const QByteArray &block);
    /// After the last block, once: what opens it, without a `url`.
    EncryptedFile finish();

private:
    struct Cipher;
    std::unique_ptr<Cipher> m_cipher;
};

/// The way back. What next() gives is not to be trusted before finish() has said so.
class AttachmentDecryptor
{
public:
    /// Error: Invalid if `file` does not say how.
    static Result<AttachmentDecryptor> open(const EncryptedFile &file);
    AttachmentDecryptor(AttachmentDecryptor &&) noexcept;
    AttachmentDecryptor &operator=(AttachmentDecryptor &&) noexcept;
    ~AttachmentDecryptor();

    QByteArray next(const QByteArray &block);
    /// After the last block, once. Error: Corrupt if the bytes are not those that were encrypted.
    Status finish();

private:
    struct Cipher;
    explicit AttachmentDecryptor(std::unique_ptr<Cipher> cipher);
    std::unique_ptr<Cipher> m_cipher;
};

}
