// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/searchtext.h"
#include "store/roommembers.h"

#include <QAbstractListModel>
#include <QList>

#include <array>

namespace linnet {

class PeopleTrust;
class RoomList;

/// The members of one room by what they are there: creators and admins, moderators, members, the invited, the
/// banned; above each part a row that heads it, unless there is only one. Owns its rows and filters them
/// itself. Rooms may have many thousands, so what is the same at both ends of two lists is not touched, and
/// everything else is worked out by the store. GUI thread; must not outlive its RoomList.
class MemberListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        UserIdRole = Qt::UserRole, ///< empty of a row that heads a part
        NameRole,
        AvatarRole,
        PowerRole,
        RankRole,       ///< int of Rank
        MembershipRole, ///< int of Membership
        PresenceRole,   ///< int of Presence
        StatusRole,     ///< what the person says of himself
        VerifiedRole,   ///< bool: one has verified them
        PartRole,       ///< int of Part
        PartCountRole,  ///< of a row that heads a part: how many are in it; not set of others
    };
    enum class Rank { Member, Moderator, Admin, Creator };
    enum class Part { Admins, Moderators, Members, Invited, Banned };
    static constexpr int Parts = 5;
    static Rank rankOf(int power);

    explicit MemberListModel(RoomList &rooms, QObject *parent = nullptr);

    /// Knows who is verified; nobody is without. Must outlive this.
    void setTrust(const PeopleTrust &trust);
    /// All members of the room in their order, as Store::members() gives them; rows that are there already
    /// stay what they are.
    void setMembers(const RoomMembers &members);
    /// Who is banned is listed too; at first they are not.
    void setBannedShown(bool areShown);
    void setFilterText(const QString &text);
    int joinedCount() const { return m_counts[0] + m_counts[1] + m_counts[2]; }
    int invitedCount() const { return m_counts[int(Part::Invited)]; }
    int bannedCount() const { return m_counts[int(Part::Banned)]; }
    int matchCount() const { return m_matches; } ///< of people, without what heads them

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    /// Of m_members (behind its end, of m_before), or, below 0, what heads the part `-1 - row`.
    using Row = int;
    struct Shown
    {
        QList<Member> members;
        QList<Row> rows;
        std::array<int, Parts> matches{};
    };
    static bool isHead(Row row) { return row < 0; }
    static Part partOf(const Member &member);
    Shown wanted(const QList<Member> &members) const;
    Shown among(const QList<Member> &members, const QList<Row> &candidates) const;
    const Member &memberAt(Row row) const;
    int rowOf(const UserId &user) const; ///< -1 if they are not shown
    void show(const Shown &shown);
    void morph(const Shown &shown, int first, int oldEnd, int newEnd);
    bool isSame(const Shown &shown, int row, int oldRow) const;
    bool isOfSame(const Shown &shown, int row, int oldRow) const;
    void onPresenceChanged(const UserId &user);

    RoomList &m_rooms;
    const PeopleTrust *m_trust = nullptr;
    RoomMembers m_all;       ///< to look somebody up
    QList<Member> m_members; ///< the same, in order
    QList<Member> m_before;  ///< of before, while rows change from those to these
    QList<Row> m_rows;
    std::array<int, Parts> m_counts{};
    std::array<int, Parts> m_partMatches{};
    int m_matches = 0;
    SearchText m_search;
    bool m_areBannedShown = false;
};

}
