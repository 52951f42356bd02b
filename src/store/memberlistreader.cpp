// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memberlistreader.h"

#include "matrix/displayname.h"
#include "store/membertable.h"
#include "store/roomtable.h"
#include "store/statement.h"
#include "store/statetable.h"

#include <QHash>

#include <algorithm>

namespace linnet {

namespace {

bool isThere(const Member &member)
{
    return member.membership == Membership::Join || member.membership == Membership::Invite;
}

/// What MemberNames says of one, without a question of its own for each.
QString shownName(const QString &set, const UserId &user, bool isShared)
{
    const QString shown = cleanName(set);
    if (shown.isEmpty() || shown == user.toString())
        return user.toString();
    if (isShared || holdsUserId(shown))
        return shown + QStringLiteral(" (") + user.toString() + u')';
    return shown;
}

}

Result<QList<Member>> MemberListReader::read(const RoomId &room)
{
    QList<Member> members;
    QStringList keys;
    QHash<QString, int> uses;
    if (const auto row = RoomTable(m_database).find(room)) {
        const PowerLevels powers = StateTable(m_database).powerLevels(row->key);
        Statement statement = m_database.query(
            "SELECT user, membership, name, avatar, name_key FROM members WHERE room = ?", row->key);
        while (statement.next()) {
            Member member;
            member.user = UserId(statement.text(0));
            member.membership = Membership(statement.number(1));
            member.name = statement.text(2);
            member.avatarUrl = statement.text(3);
            member.power = powers.powerOf(member.user);
            keys.append(statement.text(4));
            if (isThere(member))
                ++uses[keys.constLast()];
            members.append(std::move(member));
        }
    }
    if (auto error = m_database.takeError())
        return *error;
    for (qsizetype i = 0; i < members.size(); ++i) {
        Member &member = members[i];
        const QString &key = keys.at(i);
        const bool isShared = !key.isEmpty() && uses.value(key) > (isThere(member) ? 1 : 0);
        member.name = shownName(member.name, member.user, isShared);
        member.prepare();
    }
    std::sort(members.begin(), members.end(), &Member::isBefore);
    return members;
}

Result<QList<Member>> MemberListReader::read(const RoomId &room, const QList<UserId> &users)
{
    QList<Member> members;
    if (const auto row = RoomTable(m_database).find(room)) {
        const PowerLevels powers = StateTable(m_database).powerLevels(row->key);
        const MemberTable table(m_database);
        MemberNames names(m_database, row->key);
        for (const UserId &user : users) {
            const auto known = table.get(row->key, user);
            if (!known)
                continue;
            Member member{user, names.of(user).name, known->avatarUrl, known->membership,
                          powers.powerOf(user)};
            member.prepare();
            members.append(std::move(member));
        }
    }
    if (auto error = m_database.takeError())
        return *error;
    return members;
}

}
