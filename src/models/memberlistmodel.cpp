// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/memberlistmodel.h"

#include "base/freeing.h"
#include "session/peopletrust.h"
#include "session/roomlist.h"

#include <algorithm>
#include <numeric>

namespace linnet {

namespace {

constexpr int MostSteps = 200; ///< one by one; more of them would take longer than all anew

bool isListed(const Member &member)
{
    return member.membership == Membership::Join || member.membership == Membership::Invite ||
           member.membership == Membership::Ban;
}

}

MemberListModel::MemberListModel(RoomList &rooms, QObject *parent)
    : QAbstractListModel(parent), m_rooms(rooms)
{
    connect(&rooms, &RoomList::presenceChanged, this, &MemberListModel::onPresenceChanged);
}

MemberListModel::Rank MemberListModel::rankOf(int power)
{
    if (power >= PowerLevels::Creator)
        return Rank::Creator;
    if (power >= 100)
        return Rank::Admin;
    return power >= 50 ? Rank::Moderator : Rank::Member;
}

MemberListModel::Part MemberListModel::partOf(const Member &member)
{
    if (member.membership == Membership::Invite)
        return Part::Invited;
    if (member.membership == Membership::Ban)
        return Part::Banned;
    switch (rankOf(member.power)) {
    case Rank::Creator:
    case Rank::Admin:
        return Part::Admins;
    case Rank::Moderator:
        return Part::Moderators;
    case Rank::Member:
        break;
    }
    return Part::Members;
}

void MemberListModel::setTrust(const PeopleTrust &trust)
{
    m_trust = &trust;
    connect(&trust, &PeopleTrust::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1), {VerifiedRole});
    });
}

void MemberListModel::setMembers(const RoomMembers &members)
{
    QList<Member> before = m_members;
    show(wanted(members.all()));
    m_all = members;
    freeElsewhere(std::move(before));
}

void MemberListModel::setBannedShown(bool areShown)
{
    if (std::exchange(m_areBannedShown, areShown) != areShown)
        show(wanted(m_members));
}

void MemberListModel::setFilterText(const QString &text)
{
    SearchText search(text);
    if (search == m_search)
        return;
    // Whoever types on only ever narrows.
    const bool isNarrower = !m_search.isEmpty() && search.isNarrowerThan(m_search);
    m_search = std::move(search);
    show(isNarrower ? among(m_members, m_rows) : wanted(m_members));
}

MemberListModel::Shown MemberListModel::wanted(const QList<Member> &members) const
{
    QList<Row> all(members.size());
    std::iota(all.begin(), all.end(), 0);
    return among(members, all);
}

/// Those of `candidates`, in order, who are to be shown.
MemberListModel::Shown MemberListModel::among(const QList<Member> &members,
                                              const QList<Row> &candidates) const
{
    Shown shown;
    shown.members = members;
    QList<Row> people;
    people.reserve(candidates.size());
    for (const Row row : candidates) {
        if (isHead(row))
            continue;
        const Member &member = members.at(row);
        const bool isLeftOut = member.membership == Membership::Ban && !m_areBannedShown;
        if (!isListed(member) || isLeftOut || !m_search.matchesFolded(member.folded))
            continue;
        people.append(row);
        ++shown.matches[size_t(partOf(member))];
    }
    const auto isAny = [](int count) { return count > 0; };
    const bool hasHeads = std::count_if(shown.matches.begin(), shown.matches.end(), isAny) > 1;
    shown.rows.reserve(people.size() + Parts);
    int last = -1;
    for (const Row row : std::as_const(people)) {
        const int part = int(partOf(shown.members.at(row)));
        if (hasHeads && part != last)
            shown.rows.append(-1 - part);
        last = part;
        shown.rows.append(row);
    }
    return shown;
}

const Member &MemberListModel::memberAt(Row row) const
{
    return row < m_members.size() ? m_members.at(row) : m_before.at(row - m_members.size());
}

int MemberListModel::rowOf(const UserId &user) const
{
    const qsizetype place = m_all.placeOf(user);
    // A head stands for who comes below it.
    qsizetype low = 0;
    for (qsizetype high = m_rows.size(); low < high;) {
        const qsizetype middle = (low + high) / 2;
        const bool isBefore = m_rows.at(isHead(m_rows.at(middle)) ? middle + 1 : middle) < place;
        (isBefore ? low : high) = isBefore ? middle + 1 : middle;
    }
    if (low < m_rows.size() && isHead(m_rows.at(low)))
        ++low;
    return place >= 0 && low < m_rows.size() && m_rows.at(low) == place ? int(low) : -1;
}

bool MemberListModel::isSame(const Shown &shown, int row, int oldRow) const
{
    const Row a = shown.rows.at(row);
    const Row b = m_rows.at(oldRow);
    if (isHead(a) || isHead(b))
        return a == b;
    return shown.members.at(a).stamp == memberAt(b).stamp;
}

/// Of the same person or part, whatever else is different.
bool MemberListModel::isOfSame(const Shown &shown, int row, int oldRow) const
{
    const Row a = shown.rows.at(row);
    const Row b = m_rows.at(oldRow);
    if (isHead(a) || isHead(b))
        return a == b;
    return shown.members.at(a).user == memberAt(b).user;
}

void MemberListModel::show(const Shown &shown)
{
    m_counts = {};
    for (const Member &member : shown.members) {
        if (isListed(member))
            ++m_counts[size_t(partOf(member))];
    }
    m_matches = std::accumulate(shown.matches.begin(), shown.matches.end(), 0);
    const int oldCount = int(m_rows.size());
    const int newCount = int(shown.rows.size());
    int first = 0;
    while (first < qMin(oldCount, newCount) && isSame(shown, first, first))
        ++first;
    int tail = 0;
    while (tail < qMin(oldCount, newCount) - first && isSame(shown, newCount - 1 - tail, oldCount - 1 - tail))
        ++tail;
    const auto countsBefore = std::exchange(m_partMatches, shown.matches);
    if (qMax(oldCount, newCount) - tail - first > MostSteps) {
        beginResetModel();
        m_members = shown.members;
        m_rows = shown.rows;
        endResetModel();
        return;
    }
    morph(shown, first, oldCount - tail, newCount - tail);
    for (int part = 0; part < Parts; ++part) {
        if (countsBefore[size_t(part)] == m_partMatches[size_t(part)])
            continue;
        if (const int row = int(m_rows.indexOf(-1 - part)); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {PartCountRole, Qt::DisplayRole});
    }
}

/// Makes of the rows from `first` to `oldEnd` those of `shown` from `first` to `newEnd`; the others are the
/// same in both. While it is at it, rows may still be of m_before.
void MemberListModel::morph(const Shown &shown, int first, int oldEnd, int newEnd)
{
    const QList<Row> changing = m_rows.mid(first, oldEnd - first);
    m_before = std::exchange(m_members, shown.members);
    const Row offset = Row(m_members.size());
    m_rows = shown.rows.first(first);
    for (const Row row : changing)
        m_rows.append(isHead(row) ? row : row + offset);
    m_rows += shown.rows.mid(newEnd);

    const auto isWanted = [&](int oldRow) {
        for (int row = first; row < newEnd; ++row) {
            if (isOfSame(shown, row, oldRow))
                return true;
        }
        return false;
    };
    for (int row = oldEnd - 1; row >= first; --row) {
        if (isWanted(row))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
        --oldEnd;
    }
    for (int row = first; row < newEnd; ++row) {
        int from = row;
        while (from < oldEnd && !isOfSame(shown, row, from))
            ++from;
        if (from >= oldEnd) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, shown.rows.at(row));
            endInsertRows();
            ++oldEnd;
            continue;
        }
        if (from > row) {
            beginMoveRows({}, from, from, {}, row);
            m_rows.move(from, row);
            endMoveRows();
        }
        const bool isOther = !isSame(shown, row, row);
        m_rows[row] = shown.rows.at(row);
        if (isOther)
            Q_EMIT dataChanged(index(row), index(row));
    }
    m_before.clear();
}

void MemberListModel::onPresenceChanged(const UserId &user)
{
    if (const int row = rowOf(user); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {PresenceRole, StatusRole});
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags MemberListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return Qt::NoItemFlags;
    return isHead(m_rows.at(index.row())) ? Qt::ItemNeverHasChildren
                                          : QAbstractListModel::flags(index) | Qt::ItemNeverHasChildren;
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row row = m_rows.at(index.row());
    if (isHead(row)) {
        const int part = -1 - row;
        if (role == PartRole)
            return part;
        return role == PartCountRole ? QVariant(m_partMatches[size_t(part)]) : QVariant();
    }
    const Member &member = memberAt(row);
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
    case VerifiedRole:
        return m_trust && m_trust->isVerified(member.user) && !m_trust->hasChanged(member.user);
    case PartRole:
        return int(partOf(member));
    default:
        return {};
    }
}

QHash<int, QByteArray> MemberListModel::roleNames() const
{
    return {{UserIdRole, "userId"},     {NameRole, "name"},          {AvatarRole, "avatar"},
            {PowerRole, "power"},       {RankRole, "rank"},          {MembershipRole, "membership"},
            {PresenceRole, "presence"}, {StatusRole, "status"},      {VerifiedRole, "verified"},
            {PartRole, "part"},         {PartCountRole, "partCount"}};
}

}
