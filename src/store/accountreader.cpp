// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountreader.h"

#include "store/accountdatatable.h"
#include "store/outboxtable.h"
#include "store/positiontable.h"
#include "store/roomcodec.h"
#include "store/transaction.h"
#include "store/untoldtable.h"

namespace linnet {

Result<StoredPosition> AccountReader::position(Dialect dialect)
{
    StoredPosition stored = PositionTable(m_database).get(dialect);
    if (auto error = m_database.takeError())
        return *error;
    return stored;
}

Result<StoredAccount> AccountReader::load(Dialect dialect)
{
    StoredAccount account;
    static_cast<StoredPosition &>(account) = PositionTable(m_database).get(dialect);
    account.rooms = rooms();
    {
        Statement statement = m_database.query(
            "SELECT room_id FROM rooms WHERE is_incomplete AND membership = ?", int(Membership::Join));
        while (statement.next())
            account.incomplete.append(RoomId(statement.text(0)));
    }
    account.outbox = OutboxTable(m_database).all();
    account.untold = UntoldTable(m_database).all();
    {
        Statement statement = m_database.query("SELECT value FROM meta WHERE key = 'last_open_room'");
        if (statement.next())
            account.lastOpenRoom = RoomId(statement.text(0));
    }
    account.accountData = AccountDataTable(m_database).all();
    if (auto error = m_database.takeError())
        return *error;
    return account;
}

QList<Room> AccountReader::rooms()
{
    QList<Room> rooms;
    QList<RoomId> stale;
    const QString language = QLocale().name();
    {
        Statement statement = m_database.query("SELECT room_id, summary FROM rooms WHERE membership <> ?",
                                               int(Membership::None));
        while (statement.next()) {
            if (auto room = decodeRoom(statement.blob(1), language))
                rooms.append(*std::move(room));
            else
                stale.append(RoomId(statement.text(0)));
        }
    }
    const RoomSummarizer summarizer(m_database, m_self);
    RoomTable table(m_database);
    QList<RoomRow> fresh;
    for (const RoomId &id : std::as_const(stale)) {
        if (const auto row = table.find(id)) {
            rooms.append(summarizer.summarize(*row));
            fresh.append(*row);
        }
    }
    if (fresh.isEmpty() || m_database.hasError())
        return rooms;
    // Kept for the next start. Where that fails, the next one does it again.
    Transaction transaction(m_database);
    for (qsizetype i = 0; i < fresh.size(); ++i)
        table.saveSummary(fresh.at(i), encodeRoom(rooms.at(rooms.size() - fresh.size() + i)));
    static_cast<void>(transaction.commit());
    return rooms;
}

Result<QList<StateEntry>> AccountReader::state(const RoomId &id)
{
    QList<StateEntry> entries;
    if (const auto row = RoomTable(m_database).find(id))
        entries = StateTable(m_database).all(row->key);
    if (auto error = m_database.takeError())
        return *error;
    return entries;
}

}
