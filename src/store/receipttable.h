// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/roomtable.h"

namespace linnet {

/// How far people have read in each room and each thread of it: their last receipts. Worker thread, either
/// connection.
class ReceiptTable
{
public:
    explicit ReceiptTable(Database &database) : m_database(database) {}

    void put(RoomNumber room, const Receipt &receipt);
    /// Who has read up to an event with first <= seq <= last, and no further, by receipts of `thread` (as
    /// Receipt has it) and of all of the room; each once.
    QList<RoomReader> readers(RoomNumber room, const QString &thread, Seq first, Seq last) const;
    /// The same of these events only: a thread's may lie a year apart.
    QList<RoomReader> readers(RoomNumber room, const QString &thread, const QList<StoredEvent> &events) const;
    std::optional<RoomReader> of(RoomNumber room, const UserId &user, const QString &thread) const;

private:
    Database &m_database;
};

}
