// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

#include <optional>

struct sqlite3_stmt;

namespace linnet {

class Database;

/// One prepared statement while it is being used: bind, step through the rows, read columns. Made by
/// Database::query(); gives the statement back to the Database's cache when it dies, so it must not outlive
/// it. Parameters count from 1, columns from 0. Worker thread.
///
/// A failure ends the rows and is kept by the Database (Database::takeError()), which then refuses everything
/// until somebody has looked at it.
class Statement
{
public:
    Statement(Database &database, sqlite3_stmt *statement, bool *isBusy);
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    void bind(int index, qint64 value);
    void bind(int index, int value) { bind(index, qint64(value)); }
    void bind(int index, bool value) { bind(index, qint64(value ? 1 : 0)); }
    void bind(int index, const QString &text);
    void bind(int index, const QByteArray &blob); ///< a null array is NULL
    void bindNull(int index);
    template <typename Tag>
    void bind(int index, const Id<Tag> &id)
    {
        bind(index, id.toString());
    }
    template <typename T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bindNull(index);
    }

    bool next(); ///< true if there is a row to read
    void run();  ///< to the end, rows do not matter

    bool isNull(int column) const;
    qint64 integer(int column) const;
    int number(int column) const { return int(integer(column)); }
    QString text(int column) const;
    QByteArray blob(int column) const;
    std::optional<qint64> maybeInteger(int column) const;

private:
    Database &m_database;
    sqlite3_stmt *m_statement;
    bool *m_isBusy; ///< null: not from the cache
};

}
