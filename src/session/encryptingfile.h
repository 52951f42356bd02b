// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/attachmentcipher.h"

#include <QIODevice>

#include <memory>

namespace linnet {

/// Encrypts another device while it is read, so that a large file never lies anywhere else. It can begin
/// anew, then under another key, but not go anywhere else. GUI thread.
class EncryptingFile final : public QIODevice
{
    Q_OBJECT

public:
    /// `plain` is open, and stands at its beginning. What is read is also kept, if it is at most `mostKept`
    /// bytes.
    EncryptingFile(std::shared_ptr<QIODevice> plain, qint64 mostKept);

    qint64 size() const override { return m_plain->size(); }
    bool seek(qint64 place) override;
    bool atEnd() const override { return m_plain->atEnd(); }

    /// What opens it, without a `url`; once all of it was read.
    EncryptedFile finish();
    QByteArray kept() const { return m_kept; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<QIODevice> m_plain;
    std::unique_ptr<AttachmentEncryptor> m_encryptor;
    QByteArray m_kept;
    bool m_isKeeping;
};

}
