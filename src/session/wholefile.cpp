// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/wholefile.h"

#include <QSaveFile>

namespace linnet {

Error fileError(const QFileDevice &file)
{
    // ResourceError is what Qt makes of ENOSPC and of running out of file descriptors.
    const auto kind =
        file.error() == QFileDevice::ResourceError ? Error::Kind::DiskFull : Error::Kind::Storage;
    return Error::of(kind, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
}

Status writeWholeFile(const QString &path, const QByteArray &bytes,
                      std::optional<QFileDevice::Permissions> permissions)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fileError(file);
    // Before the first byte: an old file that others may read would hand its permissions on.
    if (permissions && !file.setPermissions(*permissions))
        return fileError(file);
    // commit() does not look at what its own flush comes to, and would put half a file in the old one's
    // place.
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return fileError(file);
    return Done{};
}

}
