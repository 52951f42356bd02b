// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// Where the sync goes on: the position of the dialect that committed last. Those of the others are gone with
/// it, as what comes after them is stored in part by then and would be put behind what is newer. Works on
/// either connection; worker thread.
class PositionTable
{
public:
    explicit PositionTable(Database &database) : m_database(database) {}

    StoredPosition get(Dialect dialect) const;
    /// `now` in ms.
    void put(Dialect dialect, const QByteArray &position, qint64 now);
    /// Puts `beginning` in place of the position, or nothing if it is empty.
    void reset(Dialect dialect, const QByteArray &beginning);

private:
    Database &m_database;
};

}
