// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportfile.h"

#include "base/outofspace.h"
#include "session/privatefile.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <cerrno>
#include <filesystem>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace linnet {

namespace {

Error errorOf(bool isFull, const QString &text)
{
    return Error::of(isFull ? Error::Kind::DiskFull : Error::Kind::FileNotWritten, text);
}

/// `errno` was 0 before. Qt has no words for what was written in part.
Error errorOf(const QFile &file)
{
    const int fault = errno;
    return errorOf(isOutOfSpace(fault) || file.error() == QFileDevice::ResourceError,
                   fault != 0 ? qt_error_string(fault) : file.errorString());
}

/// In a folder where others may write, what has the right name may be theirs, or lead elsewhere.
bool isOwnFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile() || info.isSymLink())
        return false;
#ifdef Q_OS_UNIX
    return info.ownerId() == geteuid();
#else
    return true;
#endif
}

/// A new file, for the person alone from its first moment on.
Status make(QFile &file)
{
    errno = 0;
    QFile::remove(file.fileName());
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return errorOf(file);
    return Done{};
}

/// In one step: `to` is always there, the old one or the new one.
Status replace(const QString &from, const QString &to)
{
    std::error_code code;
    std::filesystem::rename(QFileInfo(from).filesystemFilePath(), QFileInfo(to).filesystemFilePath(), code);
    if (code)
        return Error::of(Error::Kind::FileNotWritten, QString::fromLocal8Bit(code.message().c_str()));
    return Done{};
}

}

ExportFile::ExportFile(const QString &path)
    : m_path(path), m_file(partPath(path)), m_lock(partPath(path) + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0); // a long history takes its time
}

Status ExportFile::claim()
{
    // If it fails for another reason, so does the file beside it, which can say why.
    if (!m_lock.tryLock(0) && m_lock.error() == QLockFile::LockFailedError)
        return Error::of(Error::Kind::FileInUse, m_path);
    return Done{};
}

void ExportFile::release()
{
    m_file.close();
    m_lock.unlock();
}

ExportFile::Noted ExportFile::noted() const
{
    if (!isOwnFile(m_file.fileName()) || !isOwnFile(notePath()))
        return {};
    const auto stored = PrivateFile::read(notePath());
    if (!stored)
        return {};
    const QJsonObject object = QJsonDocument::fromJson(*stored).object();
    const qint64 size = object.value(u"size").toInteger(-1);
    if (size < 0 || size > m_file.size())
        return {};
    return {object.value(u"note").toObject(), size};
}

QJsonObject ExportFile::note() const
{
    return noted().note;
}

Status ExportFile::goOn()
{
    errno = 0;
    m_size = noted().size;
    if (m_size < 0)
        return Error::of(Error::Kind::FileNotWritten, m_file.fileName());
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !m_file.resize(m_size) ||
        !m_file.seek(m_size))
        return errorOf(m_file);
    return Done{};
}

Status ExportFile::begin()
{
    // A device or a pipe would become a file.
    if (const QFileInfo there(m_path); there.exists() && !there.isFile())
        return Error::of(Error::Kind::FileNotWritten, m_path);
    QFile::remove(notePath());
    m_size = 0;
    return make(m_file);
}

Status ExportFile::write(const QByteArray &bytes)
{
    errno = 0;
    if (m_file.write(bytes) != bytes.size() || !m_file.flush())
        return errorOf(m_file);
    return Done{};
}

Status ExportFile::append(const QByteArray &bytes)
{
    Status written = write(bytes);
    if (written)
        m_size += bytes.size();
    return written;
}

Status ExportFile::sync()
{
#ifdef Q_OS_UNIX
    if (fsync(m_file.handle()) != 0) {
        const int fault = errno;
        return errorOf(isOutOfSpace(fault), qt_error_string(fault));
    }
#endif
    return Done{};
}

Status ExportFile::keep(const QJsonObject &note)
{
    // The file first: it may be longer than the note says, never shorter.
    if (Status synced = sync(); !synced)
        return synced;
    const QJsonObject object{{QStringLiteral("size"), m_size}, {QStringLiteral("note"), note}};
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    QFile file(notePath() + QStringLiteral(".new"));
    if (Status made = make(file); !made)
        return made;
    if (file.write(text) != text.size() || !file.flush())
        return errorOf(file);
    file.close();
    return replace(file.fileName(), notePath());
}

Status ExportFile::finish(const QByteArray &end)
{
    if (Status written = write(end); !written)
        return written;
    if (Status synced = sync(); !synced)
        return synced;
    m_file.close();
    if (Status replaced = replace(m_file.fileName(), m_path); !replaced)
        return replaced;
    return PrivateFile::remove(notePath());
}

void ExportFile::discard()
{
    m_file.close();
    m_file.remove();
    QFile::remove(notePath());
}

}
