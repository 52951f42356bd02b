// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/accountreader.h"

#include "store/outboxtable.h"
#include "store/positiontable.h"
#include "store/roomcodec.h"

#include <algorithm>

namespace linnet {

StoredPosition AccountReader::storedPosition(Dialect dialect)
{
    // v1 brings what was missed in many pieces, each older than what another dialect has stored since.
    if (dialect == Dialect::V1 && PositionTable(m_database).isOvertaken(dialect))
        return {};
    return PositionTable(m_database).get(dialect);
}

Result<StoredPosition> AccountReader::position(Dialect dialect)
{
    StoredPosition stored = storedPosition(dialect);
    if (auto error = m_database.takeError())
        return *error;
    return stored;
}

Result<StoredAccount> AccountReader::load(Dialect dialect)
{
    StoredAccount account;
    static_cast<StoredPosition &>(account) = storedPosition(dialect);
    account.rooms = rooms();
    {
        Statement statement = m_database.query(
            "SELECT room_id FROM rooms WHERE is_incomplete AND membership = ?", int(Membership::Join));
        while (statement.next())
            account.incomplete.append(RoomId(statement.text(0)));
    }
    account.outbox = OutboxTable(m_database).all();
    {
        Statement statement = m_database.query("SELECT value FROM meta WHERE key = 'last_open_room'");
        if (statement.next())
            account.lastOpenRoom = RoomId(statement.text(0));
    }
    if (auto error = m_database.takeError())
        return *error;
    return account;
}

QList<Room> AccountReader::rooms()
{
    QList<Room> rooms;
    QList<RoomId> stale;
    {
        Statement statement = m_database.query("SELECT room_id, summary FROM rooms WHERE membership <> ?",
                                               int(Membership::None));
        while (statement.next()) {
            if (auto room = decodeRoom(statement.blob(1)))
                rooms.append(*room);
            else
                stale.append(RoomId(statement.text(0)));
        }
    }
    const RoomTable table(m_database);
    const RoomSummarizer summarizer(m_database, m_self);
    for (const RoomId &id : std::as_const(stale)) {
        if (const auto row = table.find(id))
            rooms.append(summarizer.summarize(*row));
    }
    std::sort(rooms.begin(), rooms.end(), [](const Room &a, const Room &b) {
        return a.lastTs != b.lastTs ? a.lastTs > b.lastTs : a.id < b.id;
    });
    return rooms;
}

Result<QList<Member>> AccountReader::members(const RoomId &id)
{
    QList<Member> members;
    if (const auto row = RoomTable(m_database).find(id)) {
        const StateTable state(m_database);
        const auto create = state.get(row->key, "m.room.create");
        const PowerLevels power =
            readPowerLevels(state.content(row->key, "m.room.power_levels"),
                            create ? create->content : QByteArray(), create ? create->sender : UserId());
        MemberNames names(m_database, row->key);
        for (const MemberTable::Row &member : MemberTable(m_database).all(row->key)) {
            members.append({member.user, names.of(member.user).name, member.avatarUrl, member.membership,
                            power.powerOf(member.user)});
        }
    }
    if (auto error = m_database.takeError())
        return *error;
    return members;
}

Result<RoomNotes> AccountReader::notes(const RoomId &room)
{
    RoomNotes notes;
    {
        Statement statement =
            m_database.query("SELECT draft, anchor, anchor_offset FROM notes WHERE room_id = ?", room);
        if (statement.next())
            notes = {statement.text(0), EventId(statement.text(1)), statement.number(2)};
    }
    if (auto error = m_database.takeError())
        return *error;
    return notes;
}

}
