// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/membertable.h"

#include "matrix/displayname.h"

namespace linnet {

// The numbers of Membership in statements: Invite is 1, Join is 2.
static_assert(int(Membership::Invite) == 1 && int(Membership::Join) == 2);

void MemberTable::put(RoomNumber room, const Event &event)
{
    const MemberContent content = readMember(event.content);
    const bool isGone = content.membership == Membership::Leave || content.membership == Membership::Ban;
    m_database.run(
        "INSERT INTO members(room, user, membership, name, avatar, event_id, name_key) "
        "VALUES(?, ?, ?, ?, ?, ?, ?8) "
        "ON CONFLICT(room, user) DO UPDATE SET membership = excluded.membership, "
        "name = CASE WHEN ?7 THEN ifnull(excluded.name, name) ELSE excluded.name END, "
        "name_key = CASE WHEN ?7 AND excluded.name IS NULL THEN name_key ELSE excluded.name_key END, "
        "avatar = CASE WHEN ?7 THEN ifnull(excluded.avatar, avatar) ELSE excluded.avatar END, "
        "event_id = excluded.event_id",
        room, event.stateKey.value_or(QString()), int(content.membership), orNull(content.displayName),
        orNull(content.avatarUrl), orNull(event.id.toString()), isGone, nameKey(content.displayName));
}

void MemberTable::putIfUnknown(RoomNumber room, const Event &event)
{
    const MemberContent content = readMember(event.content);
    m_database.run("INSERT OR IGNORE INTO members(room, user, membership, name, avatar, event_id, name_key) "
                   "VALUES(?, ?, ?, ?, ?, ?, ?)",
                   room, event.stateKey.value_or(QString()), int(content.membership),
                   orNull(content.displayName), orNull(content.avatarUrl), orNull(event.id.toString()),
                   nameKey(content.displayName));
}

void MemberTable::blank(RoomNumber room, const EventId &event)
{
    m_database.run("UPDATE members SET name = NULL, name_key = '', avatar = NULL "
                   "WHERE room = ? AND event_id = ?",
                   room, event);
}

void MemberTable::clear(RoomNumber room)
{
    m_database.run("DELETE FROM members WHERE room = ?", room);
}

std::optional<MemberTable::Row> MemberTable::get(RoomNumber room, const UserId &user) const
{
    Statement statement = m_database.query(
        "SELECT user, membership, name, avatar FROM members WHERE room = ? AND user = ?", room, user);
    if (!statement.next())
        return std::nullopt;
    return Row{UserId(statement.text(0)), Membership(statement.number(1)), statement.text(2),
               statement.text(3)};
}

EventId MemberTable::eventOf(RoomNumber room, const UserId &user) const
{
    Statement statement =
        m_database.query("SELECT event_id FROM members WHERE room = ? AND user = ?", room, user);
    return statement.next() ? EventId(statement.text(0)) : EventId();
}

QList<MemberTable::Row> MemberTable::all(RoomNumber room) const
{
    QList<Row> rows;
    Statement statement = m_database.query(
        "SELECT user, membership, name, avatar FROM members WHERE room = ? ORDER BY user", room);
    while (statement.next())
        rows.append({UserId(statement.text(0)), Membership(statement.number(1)), statement.text(2),
                     statement.text(3)});
    return rows;
}

QList<UserId> MemberTable::others(RoomNumber room, const UserId &self, bool gone) const
{
    QList<UserId> users;
    Statement statement = m_database.query(
        "SELECT user FROM members WHERE room = ? AND user <> ? AND (membership IN (1, 2)) = ? "
        "ORDER BY user LIMIT 5",
        room, self, !gone);
    while (statement.next())
        users.append(UserId(statement.text(0)));
    return users;
}

MemberTable::Counts MemberTable::counts(RoomNumber room) const
{
    Counts counts;
    Statement statement = m_database.query(
        "SELECT total(membership = 2), total(membership = 1) FROM members WHERE room = ?", room);
    if (statement.next()) {
        counts.joined = statement.number(0);
        counts.invited = statement.number(1);
    }
    return counts;
}

bool MemberTable::isNameShared(RoomNumber room, const QString &name, const UserId &user) const
{
    Statement statement = m_database.query(
        "SELECT 1 FROM members WHERE room = ? AND name_key = ? AND name_key <> '' AND user <> ? "
        "AND membership IN (1, 2) LIMIT 1",
        room, nameKey(name), user);
    return statement.next();
}

void MemberTable::fillNameKeys(Database &database)
{
    Statement statement = database.query("SELECT room, user, name FROM members WHERE name IS NOT NULL");
    while (statement.next())
        database.run("UPDATE members SET name_key = ? WHERE room = ? AND user = ?",
                     nameKey(statement.text(2)), statement.integer(0), statement.text(1));
}

const MemberNames::Name &MemberNames::of(const UserId &user)
{
    const auto found = m_known.constFind(user);
    if (found != m_known.constEnd())
        return *found;
    Name name{user.toString(), {}};
    if (const auto row = m_members.get(m_room, user)) {
        name.avatarUrl = row->avatarUrl;
        const QString shown = cleanName(row->name);
        const bool isItsId = shown.isEmpty() || shown == user.toString();
        if (!isItsId && (holdsUserId(shown) || m_members.isNameShared(m_room, shown, user)))
            name.name = shown + QStringLiteral(" (") + user.toString() + u')';
        else if (!isItsId)
            name.name = shown;
    }
    return *m_known.insert(user, name);
}

}
