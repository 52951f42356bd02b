// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QHash>

namespace linnet {

/// What of the account's data is kept here, by its type (client-server API, "Client Config"). Worker thread.
class AccountDataTable
{
public:
    explicit AccountDataTable(Database &database) : m_database(database) {}

    QByteArray get(const QString &type) const; ///< empty if nothing is kept
    QHash<QString, QByteArray> all() const;
    /// True if it says something else than before.
    bool put(const QString &type, const QByteArray &content);

private:
    Database &m_database;
};

}
