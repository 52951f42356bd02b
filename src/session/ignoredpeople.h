// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/task.h"

#include <QObject>
#include <QSet>

namespace linnet {

class AccountData;

/// Whom the account ignores (client-server API, "Ignoring Users"), on all of its devices. GUI thread; must
/// not outlive the AccountData.
class IgnoredPeople : public QObject
{
    Q_OBJECT

public:
    static inline const QString Type = QStringLiteral("m.ignored_user_list");

    IgnoredPeople(AccountData &data, UserId self, QObject *parent = nullptr);

    bool isAvailable() const; ///< servers of api/v1 have no place for it
    bool contains(const UserId &user) const { return m_users.contains(user); }
    QList<UserId> all() const; ///< by id
    /// All at once; oneself is left out. Errors: Unsupported; the server's.
    Task<Done> ignore(const QList<UserId> &users);
    Task<Done> unignore(const QList<UserId> &users);
    void reload(); ///< the account's data was read from disk

Q_SIGNALS:
    void changed();

private:
    AccountData &m_data;
    UserId m_self;
    QSet<UserId> m_users;
};

}
