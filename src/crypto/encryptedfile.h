// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace linnet {

/// An `EncryptedFile` of a message: where an encrypted file lies and what opens it (client-server API,
/// "Sending encrypted attachments"). A plain value.
struct EncryptedFile
{
    QString url;      ///< `mxc://…`; empty until it is uploaded
    QJsonObject info; ///< the rest: `v`, `key`, `iv`, `hashes`

    QJsonObject toJson() const;
    /// Not set if there is no `url`, or nothing that opens it.
    static std::optional<EncryptedFile> read(const QJsonObject &file);
};

}
