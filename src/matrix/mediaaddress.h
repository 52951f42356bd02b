// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace linnet {

/// The address of an encrypted file is that of what lies on the server, and behind a `#` what opens it: so
/// that one text names a file, whoever shows, keeps or compares it. It holds a key and is never shown. Pure.
namespace MediaAddress {

/// Of an `EncryptedFile` (client-server API, "Sending encrypted attachments"); empty if it has no address.
QString of(const QJsonObject &encryptedFile);
/// The `EncryptedFile` again; not set if `address` is of a file in clear.
std::optional<QJsonObject> encryptedFile(const QString &address);
bool isEncrypted(const QString &address);
/// Without what opens it.
QString location(const QString &address);

}

}
