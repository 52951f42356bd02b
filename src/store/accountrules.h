// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/pushrules.h"
#include "store/database.h"

#include <QSet>

#include <optional>

namespace linnet {

/// The account's push rules as they are stored, read when they are first asked for. Worker thread, for the
/// length of one transaction.
class AccountRules
{
public:
    AccountRules(Database &database, const UserId &self) : m_database(database), m_self(self) {}

    static inline const QString Type = QStringLiteral("m.push_rules");

    /// Stores the content of `m.push_rules`. True if it says something else than before.
    bool set(const QByteArray &content);
    /// Those that servers have by default where nothing is stored. What MentionRule says of names is part of
    /// them.
    const PushRules &get();

    static inline const QString IgnoredType = QStringLiteral("m.ignored_user_list");

    /// Whether the account ignores them (client-server API, "Ignoring Users"), as it is stored when that is
    /// first asked.
    bool isIgnored(const UserId &user);

private:
    QByteArray stored() const;

    Database &m_database;
    UserId m_self;
    std::optional<PushRules> m_rules;
    std::optional<QSet<UserId>> m_ignored;
};

}
