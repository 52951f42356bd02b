// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"

namespace linnet {

/// Reads which threads a room has, by what is stored. Worker thread, either connection.
class ThreadListReader
{
public:
    static constexpr int Most = 50; ///< threads beside the unread ones

    explicit ThreadListReader(Database &database) : m_database(database) {}

    /// All that are unread and those in which something was said last: `related.threads` tells of each,
    /// `events` are their roots as far as these are stored. In no order.
    Result<HistoryWindow> of(const RoomId &room) const;

private:
    Database &m_database;
};

}
