// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "matrix/request.h"

#include <QJsonValue>
#include <QMap>

namespace linnet {

/// What somebody tells everybody of themselves (client-server API, "Profiles").
struct ProfileFields
{
    QString name;
    QString avatar;              ///< `mxc://…`, or empty
    QString timeZone;            ///< IANA's name, "Europe/Berlin", or empty
    QMap<QString, QString> more; ///< further fields that are texts, by their keys

    /// timeZone, or what was said of it before 1.16.
    QString anyTimeZone() const;
    friend bool operator==(const ProfileFields &, const ProfileFields &) = default;
};

/// The requests about profiles. Pure, any thread.
namespace ProfileRequests {

inline const QString TimeZone = QStringLiteral("m.tz"); ///< since 1.16

Request all(const ServerVersion &version, const UserId &user);
/// Whatever is no text is left out, and so is what would be too much to show.
ProfileFields read(const QByteArray &reply);
/// `key`: "displayname", "avatar_url", or since 1.16 any other.
Request set(const ServerVersion &version, const UserId &self, const QString &key, const QString &value);
Request remove(const ServerVersion &version, const UserId &self, const QString &key);
/// Whether a field may be called that (client-server API, "Common namespaced identifier grammar").
bool isKey(const QString &key);

}

}
