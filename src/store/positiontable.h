// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// Where the sync of each dialect goes on. Works on either connection; worker thread.
class PositionTable
{
public:
    explicit PositionTable(Database &database) : m_database(database) {}

    StoredPosition get(Dialect dialect) const;
    /// `now` in ms.
    void put(Dialect dialect, const QByteArray &position, qint64 now);
    /// Puts `beginning` in place of the position, or nothing if it is empty.
    void reset(Dialect dialect, const QByteArray &beginning);
    /// True if another dialect was the last to put(): what comes after this one's position may be stored.
    bool isOvertaken(Dialect dialect) const;

private:
    Database &m_database;
};

}
