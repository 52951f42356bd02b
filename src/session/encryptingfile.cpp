// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/encryptingfile.h"

#include <cstring>

namespace linnet {

EncryptingFile::EncryptingFile(std::shared_ptr<QIODevice> plain, qint64 mostKept)
    : m_plain(std::move(plain)), m_encryptor(std::make_unique<AttachmentEncryptor>()),
      m_isKeeping(m_plain->size() <= mostKept)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool EncryptingFile::seek(qint64 place)
{
    if (place == pos())
        return true;
    if (place != 0 || !m_plain->seek(0))
        return false;
    m_encryptor = std::make_unique<AttachmentEncryptor>();
    m_kept.clear();
    return QIODevice::seek(0);
}

qint64 EncryptingFile::readData(char *data, qint64 most)
{
    const QByteArray block = m_plain->read(most);
    if (block.isEmpty())
        return m_plain->atEnd() ? 0 : -1;
    const QByteArray encrypted = m_encryptor->next(block);
    std::memcpy(data, encrypted.constData(), size_t(encrypted.size()));
    if (m_isKeeping)
        m_kept += encrypted;
    return encrypted.size();
}

EncryptedFile EncryptingFile::finish()
{
    return m_encryptor->finish();
}

}
