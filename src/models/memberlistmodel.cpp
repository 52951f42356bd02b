// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/memberlistmodel.h"

#include "session/peopletrust.h"
#include "session/roomlist.h"

#include <QCollator>
#include <QSet>

#include <algorithm>
#include <vector>

namespace linnet {

namespace {

bool isSame(const Member &a, const Member &b)
{
    return a.user == b.user && a.name == b.name && a.avatarUrl == b.avatarUrl &&
           a.membership == b.membership && a.power == b.power;
}

/// The members, the invited, the banned; -1: others are not listed.
int sectionOf(const Member &member)
{
    switch (member.membership) {
    case Membership::Join:
        return 0;
    case Membership::Invite:
        return 1;
    case Membership::Ban:
        return 2;
    default:
        return -1;
    }
}

}

MemberListModel::MemberListModel(RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_rooms(rooms)
{
    connect(&rooms, &RoomList::presenceChanged, this, &MemberListModel::onPresenceChanged);
}

MemberListModel::Rank MemberListModel::rankOf(int power)
{
    if (power >= 100)
        return Rank::Admin;
    return power >= 50 ? Rank::Moderator : Rank::Member;
}

void MemberListModel::setTrust(const PeopleTrust &trust)
{
    m_trust = &trust;
    connect(&trust, &PeopleTrust::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1), {VerifiedRole});
    });
}

void MemberListModel::setMembers(const QList<Member> &members)
{
    m_members = members;
    refresh();
}

void MemberListModel::setBannedShown(bool areShown)
{
    if (std::exchange(m_areBannedShown, areShown) != areShown)
        refresh();
}

void MemberListModel::setFilterText(const QString &text)
{
    SearchText search(text);
    if (search == m_search)
        return;
    m_search = std::move(search);
    refresh();
}

QList<Member> MemberListModel::wantedRows()
{
    m_joined = 0;
    m_invited = 0;
    struct Keyed
    {
        QCollatorSortKey key;
        const Member *member;
    };
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<Keyed> shown;
    for (const Member &member : std::as_const(m_members)) {
        const bool isBanned = member.membership == Membership::Ban;
        if (sectionOf(member) < 0 || (isBanned && !m_areBannedShown))
            continue;
        if (!isBanned)
            ++(member.membership == Membership::Join ? m_joined : m_invited);
        if (m_search.isEmpty() || m_search.matches(member.name % u' ' % member.user.toString()))
            shown.push_back({collator.sortKey(member.name), &member});
    }
    std::sort(shown.begin(), shown.end(), [](const Keyed &a, const Keyed &b) {
        if (a.member->membership != b.member->membership)
            return sectionOf(*a.member) < sectionOf(*b.member);
        if (a.member->power != b.member->power)
            return a.member->power > b.member->power;
        if (const int order = a.key.compare(b.key))
            return order < 0;
        return a.member->user < b.member->user;
    });
    QList<Member> rows;
    rows.reserve(qsizetype(shown.size()));
    for (const Keyed &keyed : shown)
        rows << *keyed.member;
    return rows;
}

void MemberListModel::refresh()
{
    const QList<Member> rows = wantedRows();
    // Step by step keeps the selection and what is scrolled to; many steps would take longer than all anew.
    if (m_rows.isEmpty() || rows.isEmpty() || qAbs(m_rows.size() - rows.size()) > 100)
        replaceRows(rows);
    else
        morphRows(rows);
}

void MemberListModel::replaceRows(const QList<Member> &rows)
{
    if (m_rows.isEmpty() && rows.isEmpty())
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void MemberListModel::morphRows(const QList<Member> &rows)
{
    QSet<UserId> kept;
    for (const Member &member : rows)
        kept.insert(member.user);
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (kept.contains(m_rows.at(row).user))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < rows.size(); ++row) {
        const Member &wanted = rows.at(row);
        if (row >= m_rows.size() || m_rows.at(row).user != wanted.user) {
            int from = row + 1;
            while (from < m_rows.size() && m_rows.at(from).user != wanted.user)
                ++from;
            if (from < m_rows.size()) {
                beginMoveRows({}, from, from, {}, row);
                m_rows.move(from, row);
                endMoveRows();
            } else {
                beginInsertRows({}, row, row);
                m_rows.insert(row, wanted);
                endInsertRows();
            }
        }
        if (!isSame(m_rows.at(row), wanted)) {
            m_rows[row] = wanted;
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
    // Whoever comes first of the invited may have changed without a change of his own row; so of the banned.
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).membership != Membership::Join) {
            Q_EMIT dataChanged(index(row), index(int(m_rows.size()) - 1),
                               {StartsInvitedRole, StartsBannedRole});
            break;
        }
    }
}

void MemberListModel::onPresenceChanged(const UserId &user)
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&user](const Member &member) { return member.user == user; });
    if (found == m_rows.cend())
        return;
    const QModelIndex changed = index(int(found - m_rows.cbegin()));
    Q_EMIT dataChanged(changed, changed, {PresenceRole, StatusRole});
}

bool MemberListModel::startsSection(int row, Membership membership) const
{
    return m_rows.at(row).membership == membership &&
           (row == 0 || m_rows.at(row - 1).membership != membership);
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Member &member = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return member.name;
    case UserIdRole:
        return QVariant::fromValue(member.user);
    case AvatarRole:
        return member.avatarUrl;
    case PowerRole:
        return member.power;
    case RankRole:
        return int(rankOf(member.power));
    case MembershipRole:
        return int(member.membership);
    case PresenceRole:
        return int(m_rooms.presence(member.user).presence);
    case StatusRole:
        return m_rooms.presence(member.user).statusMessage;
    case StartsInvitedRole:
        return startsSection(index.row(), Membership::Invite);
    case StartsBannedRole:
        return startsSection(index.row(), Membership::Ban);
    case VerifiedRole:
        return m_trust && m_trust->isVerified(member.user) && !m_trust->hasChanged(member.user);
    default:
        return {};
    }
}

QHash<int, QByteArray> MemberListModel::roleNames() const
{
    return {{UserIdRole, "userId"},
            {NameRole, "name"},
            {AvatarRole, "avatar"},
            {PowerRole, "power"},
            {RankRole, "rank"},
            {MembershipRole, "membership"},
            {PresenceRole, "presence"},
            {StatusRole, "status"},
            {StartsInvitedRole, "startsInvited"},
            {VerifiedRole, "verified"},
            {StartsBannedRole, "startsBanned"}};
}

}
