// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/membertable.h"

namespace linnet {

class CryptoMachine;

/// Reads events that the server has answered with and that are not stored, with what is stored that relates
/// to them. `now`: ms, dates what carries only an age. Worker thread, either connection.
class FetchedReader
{
public:
    /// Without a `machine` nothing encrypted is read.
    explicit FetchedReader(Database &database, CryptoMachine *machine = nullptr)
        : m_database(database), m_machine(machine)
    {
    }

    /// A page of a thread; see Store::readThread().
    Result<HistoryWindow> thread(const RoomId &room, const QByteArray &reply, qint64 now);
    Result<HistoryWindow> event(const RoomId &room, const QByteArray &reply, qint64 now);
    /// What could not be decrypted when it was read, as it can be now; `events`: newest first.
    Result<HistoryWindow> again(const RoomId &room, QList<Event> events);

private:
    StoredEvent asItIsNow(RoomNumber room, StoredEvent stored, MemberNames &names) const;
    Result<HistoryWindow> windowOf(const RoomId &room, const QList<Event> &events);

    Database &m_database;
    CryptoMachine *m_machine;
};

}
