// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <optional>

namespace linnet {

/// Writes a file as a whole: a full disk or a crash leaves the one of before, or none, never half of one. Any
/// thread. Without `permissions` a new file has the usual ones, and an old one keeps its own. Errors:
/// DiskFull and Storage with the path and the system's words.
Status writeWholeFile(const QString &path, const QByteArray &bytes,
                      std::optional<QFileDevice::Permissions> permissions = std::nullopt);

/// What a failed operation on `file` amounts to.
Error fileError(const QFileDevice &file);

}
