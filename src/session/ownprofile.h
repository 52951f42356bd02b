// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/profilerequests.h"
#include "session/apiclient.h"

#include <QObject>

namespace linnet {

/// What one tells everybody of oneself: name, picture, and since 1.16 further fields and the time zone
/// (client-server API, "Profiles"). GUI thread; owned by the Session.
class OwnProfile : public QObject
{
    Q_OBJECT

public:
    OwnProfile(ApiClient &api, UserId self, QObject *parent = nullptr);

    /// What the server has. The first time it is also asked whether it knows more than name and picture.
    Task<ProfileFields> load();
    /// Whether there is more than name and picture, as far as load() has found out.
    bool hasFields() const { return m_hasFields.value_or(false); }

    /// `key` as ProfileRequests::set() has it; an empty `value` takes it away. Invalid: no such name for a
    /// field.
    Task<Done> set(const QString &key, const QString &value);
    Task<Done> setName(const QString &name);
    /// A picture as the server is to have it: small, square, and without what a camera wrote into it.
    Task<Done> setAvatar(const QByteArray &picture, const QString &mimeType);
    Task<Done> removeAvatar();

Q_SIGNALS:
    /// Something was changed here; ask anew.
    void changed();

private:
    Task<ProfileFields> probe(const ProfileFields &fields);
    Task<Done> remove(const QString &key);
    Task<QString> upload(const QByteArray &picture, const QString &mimeType);

    ApiClient &m_api;
    UserId m_self;
    std::optional<bool> m_hasFields;
};

}
