// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/positiontable.h"

#include "store/statement.h"

namespace linnet {

StoredPosition PositionTable::get(Dialect dialect) const
{
    Statement statement =
        m_database.query("SELECT position, ts FROM positions WHERE dialect = ?", toString(dialect));
    if (!statement.next())
        return {};
    return {statement.blob(0), statement.integer(1)};
}

void PositionTable::put(Dialect dialect, const QByteArray &position, qint64 now)
{
    m_database.run("DELETE FROM positions WHERE dialect <> ?", toString(dialect));
    m_database.run("INSERT INTO positions(dialect, position, ts) VALUES(?, ?, ?) ON CONFLICT(dialect) "
                   "DO UPDATE SET position = excluded.position, ts = excluded.ts",
                   toString(dialect), position, now);
}

void PositionTable::reset(Dialect dialect, const QByteArray &beginning)
{
    if (beginning.isEmpty())
        m_database.run("DELETE FROM positions WHERE dialect = ?", toString(dialect));
    else
        m_database.run("UPDATE positions SET position = ? WHERE dialect = ?", beginning, toString(dialect));
}

}
