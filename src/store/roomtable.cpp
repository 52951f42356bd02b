// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roomtable.h"

#include "matrix/content.h"
#include "store/messageindex.h"

namespace linnet {

namespace {

#define ROOM_COLUMNS                                                                                         \
    "room, room_id, membership, inviter, invite_ts, is_direct_invite, heroes, joined, invited, unread, "     \
    "highlight, own_unread, own_highlight, read_marker, read_seq, are_members_loaded, preview_seq, "         \
    "is_incomplete, is_read_assumed, is_marked_unread, tags, invite_reason"

std::optional<int> maybeNumber(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::nullopt;
    return row.number(column);
}

std::optional<QString> joined(const std::optional<QList<UserId>> &users)
{
    if (!users)
        return std::nullopt;
    QStringList names;
    for (const UserId &user : *users)
        names.append(user.toString());
    return names.join(u'\n');
}

QList<UserId> split(const QString &text)
{
    QList<UserId> users;
    for (const QString &name : text.split(u'\n', Qt::SkipEmptyParts))
        users.append(UserId(name));
    return users;
}

std::optional<QByteArray> tagsOrNull(const QMap<QString, double> &tags)
{
    return tags.isEmpty() ? std::nullopt : std::optional(writeTags(tags));
}

RoomRow read(const Statement &from)
{
    RoomRow row;
    row.key = from.integer(0);
    row.id = RoomId(from.text(1));
    row.membership = Membership(from.number(2));
    row.inviter = UserId(from.text(3));
    row.inviteTs = from.integer(4);
    row.isDirectInvite = from.integer(5) != 0;
    if (!from.isNull(6))
        row.heroes = split(from.text(6));
    row.joined = maybeNumber(from, 7);
    row.invited = maybeNumber(from, 8);
    row.unread = maybeNumber(from, 9);
    row.highlight = maybeNumber(from, 10);
    row.ownUnread = from.number(11);
    row.ownHighlight = from.number(12);
    row.readMarker = EventId(from.text(13));
    row.readSeq = from.maybeInteger(14);
    row.areMembersLoaded = from.integer(15) != 0;
    row.previewSeq = from.maybeInteger(16);
    row.isIncomplete = from.integer(17) != 0;
    row.isReadAssumed = from.integer(18) != 0;
    row.isMarkedUnread = from.integer(19) != 0;
    if (!from.isNull(20))
        row.tags = readTags(from.blob(20));
    row.inviteReason = from.text(21);
    return row;
}

}

std::optional<RoomRow> RoomTable::find(const RoomId &id) const
{
    Statement statement = m_database.query("SELECT " ROOM_COLUMNS " FROM rooms WHERE room_id = ?", id);
    if (!statement.next())
        return std::nullopt;
    return read(statement);
}

std::optional<RoomRow> RoomTable::ofEvent(qint64 row) const
{
    Statement statement = m_database.query(
        "SELECT " ROOM_COLUMNS " FROM rooms WHERE room = (SELECT room FROM events WHERE event = ?)", row);
    if (!statement.next())
        return std::nullopt;
    return read(statement);
}

RoomRow RoomTable::findOrCreate(const RoomId &id)
{
    if (auto row = find(id))
        return *row;
    m_database.run("INSERT INTO rooms(room_id) VALUES(?)", id);
    return find(id).value_or(RoomRow{});
}

QList<RoomRow> RoomTable::all() const
{
    QList<RoomRow> rows;
    Statement statement = m_database.query("SELECT " ROOM_COLUMNS " FROM rooms");
    while (statement.next())
        rows.append(read(statement));
    return rows;
}

void RoomTable::save(const RoomRow &row)
{
    m_database.run(
        "UPDATE rooms SET membership = ?, inviter = ?, invite_ts = ?, is_direct_invite = ?, heroes = ?, "
        "joined = ?, invited = ?, unread = ?, highlight = ?, own_unread = ?, own_highlight = ?, "
        "read_marker = ?, read_seq = ?, are_members_loaded = ?, preview_seq = ?, "
        "is_incomplete = ?, is_read_assumed = ?, is_marked_unread = ?, tags = ?, invite_reason = ? WHERE "
        "room = ?",
        int(row.membership), orNull(row.inviter.toString()), row.inviteTs, row.isDirectInvite,
        joined(row.heroes), row.joined, row.invited, row.unread, row.highlight, row.ownUnread,
        row.ownHighlight, orNull(row.readMarker.toString()), row.readSeq, row.areMembersLoaded,
        row.previewSeq, row.isIncomplete, row.isReadAssumed, row.isMarkedUnread, tagsOrNull(row.tags),
        orNull(row.inviteReason), row.key);
}

void RoomTable::saveSummary(const RoomRow &row, const QByteArray &summary)
{
    m_database.run("UPDATE rooms SET summary = ? WHERE room = ?", summary, row.key);
}

void RoomTable::remove(const RoomId &id)
{
    if (const auto row = find(id))
        MessageIndex(m_database).removeRoom(row->key);
    m_database.run("DELETE FROM rooms WHERE room_id = ?", id);
    m_database.run("DELETE FROM outbox WHERE room_id = ?", id);
    m_database.run("DELETE FROM notes WHERE room_id = ?", id);
    m_database.run("DELETE FROM history_fetches WHERE room_id = ?", id);
}

}
