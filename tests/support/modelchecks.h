// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/records.h"
#include "support/modelworld.h"

namespace linnet::test {

/// Compares a database with the truth. All answers are in words, empty where nothing is wrong.
class ModelChecks
{
public:
    explicit ModelChecks(Database &database) : m_database(database) {}

    /// What is stored of a room's history is a set of contiguous runs of the truth, every hole between them
    /// marked. `isCaughtUp`: nothing is missing at the newest end either.
    QString history(const ModelRoom &room, bool isCaughtUp);
    /// Everything is stored, from the room's first event to its newest, and as redacted as it is.
    QString wholeHistory(const ModelRoom &room);
    /// The number of unread messages is that of the truth, or less where it is said to be the least.
    /// `isCaughtUp`: nothing is missing at the newest end.
    QString unread(const ModelRoom &room, bool isCaughtUp);
    /// State, members (if the store holds them for complete) and summary are the server's.
    QString now(const ModelRoom &room);

private:
    struct Run
    {
        QStringList ids; ///< oldest first
        bool isStart = false;
        bool hasNewer = false;
    };
    Run extended(const RoomId &room, const HistoryWindow &window);
    QString fault(const Run &run, const QStringList &truth) const;
    QString contents(const ModelRoom &room, bool isWhole);
    QString state(const ModelRoom &room, qint64 key);
    QString members(const ModelRoom &room, qint64 key);

    Database &m_database;
};

}
