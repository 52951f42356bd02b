// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace linnet {

/// Small files and folders that only this user may read. Writing is atomic: a crash leaves the old file or
/// the new one. Any thread; errors are DiskFull and Storage with the path and the system's words.
namespace PrivateFile {

/// Makes the folder and its parents, itself 0700. False if that cannot be.
bool makeDir(const QString &path);
/// At most 1 MiB; a bigger file is Corrupt.
Result<QByteArray> read(const QString &path);
Status write(const QString &path, const QByteArray &bytes); ///< 0600
/// Removing what is not there is no error.
Status remove(const QString &path);

}

}
