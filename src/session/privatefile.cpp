// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/privatefile.h"

#include "session/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace linnet::PrivateFile {

namespace {

constexpr qint64 biggest = 1 << 20;

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
        return fileError(file);
    const QByteArray bytes = file.read(biggest + 1);
    if (file.error() != QFileDevice::NoError)
        return fileError(file);
    if (bytes.size() > biggest)
        return Error::of(Error::Kind::Corrupt, path);
    return bytes;
}

Status write(const QString &path, const QByteArray &bytes)
{
    if (!makeDir(QFileInfo(path).path()))
        return Error::of(Error::Kind::Storage, path);
    return writeWholeFile(path, bytes, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

Status remove(const QString &path)
{
    QFile file(path);
    if (!file.remove() && file.exists())
        return fileError(file);
    return Done{};
}

}
