// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountdatatable.h"

#include "store/statement.h"

namespace linnet {

namespace {

constexpr QLatin1String Prefix("account_data ");

QString keyOf(const QString &type)
{
    return Prefix + type;
}

}

QByteArray AccountDataTable::get(const QString &type) const
{
    Statement statement = m_database.query("SELECT value FROM meta WHERE key = ?", keyOf(type));
    return statement.next() ? statement.blob(0) : QByteArray();
}

QHash<QString, QByteArray> AccountDataTable::all() const
{
    QHash<QString, QByteArray> contents;
    // The character behind the blank.
    Statement statement = m_database.query(
        "SELECT key, value FROM meta WHERE key >= 'account_data ' AND key < 'account_data!'");
    while (statement.next())
        contents.insert(statement.text(0).mid(Prefix.size()), statement.blob(1));
    return contents;
}

bool AccountDataTable::put(const QString &type, const QByteArray &content)
{
    if (content == get(type))
        return false;
    m_database.run("INSERT INTO meta(key, value) VALUES(?, ?) "
                   "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                   keyOf(type), content);
    return true;
}

}
