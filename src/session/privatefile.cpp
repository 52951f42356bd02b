// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace linnet::PrivateFile {

namespace {

constexpr qint64 biggest = 1 << 20;

Error failure(const QFileDevice &file)
{
    // ResourceError is what Qt makes of ENOSPC and of running out of file descriptors.
    const auto kind =
        file.error() == QFileDevice::ResourceError ? Error::Kind::DiskFull : Error::Kind::Storage;
    return Error::of(kind, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
}

}

bool makeDir(const QString &path)
{
    const QFileDevice::Permissions ours =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(path))
        return false;
    // Set each time: a folder that somebody else made for us may be open to all.
    return QFile::setPermissions(path, ours);
}

Result<QByteArray> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file);
    const QByteArray bytes = file.read(biggest + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(file);
    if (bytes.size() > biggest)
        return Error::of(Error::Kind::Corrupt, path);
    return bytes;
}

Status write(const QString &path, const QByteArray &bytes)
{
    if (!makeDir(QFileInfo(path).path()))
        return Error::of(Error::Kind::Storage, path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(file);
    // Before the first byte: an old file that others may read would hand its permissions on.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(file);
    // commit() does not look at what its own flush comes to, and would put half a file in the old one's
    // place.
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return failure(file);
    return Done{};
}

Status remove(const QString &path)
{
    QFile file(path);
    if (!file.remove() && file.exists())
        return failure(file);
    return Done{};
}

}
