// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/searchtext.h"
#include "store/records.h"

#include <QAbstractListModel>

namespace linnet {

class PeopleTrust;
class RoomList;

/// The members of one room, those with power first, then by name; the invited apart, below,
/// and the banned last. Owns its rows and
/// filters them itself, so that the first row of each part can say so. GUI thread; must not outlive its
/// RoomList.
class MemberListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        UserIdRole = Qt::UserRole,
        NameRole,
        AvatarRole,
        PowerRole,
        RankRole,          ///< int of Rank
        MembershipRole,    ///< int of Membership
        PresenceRole,      ///< int of Presence
        StatusRole,        ///< what the person says of himself
        StartsInvitedRole, ///< first row of the invited
        StartsBannedRole,  ///< first row of the banned
        VerifiedRole,      ///< bool: one has verified them
    };
    enum class Rank { Member, Moderator, Admin };
    static Rank rankOf(int power);

    explicit MemberListModel(RoomList &rooms, QObject *parent = nullptr);

    /// Knows who is verified; nobody is without. Must outlive this.
    void setTrust(const PeopleTrust &trust);
    /// All members of the room, in any order; rows that are there already stay what they are.
    void setMembers(const QList<Member> &members);
    /// Who is banned is listed too; at first they are not.
    void setBannedShown(bool areShown);
    void setFilterText(const QString &text);
    int joinedCount() const { return m_joined; }
    int invitedCount() const { return m_invited; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void refresh();
    QList<Member> wantedRows();
    void replaceRows(const QList<Member> &rows);
    void morphRows(const QList<Member> &rows);
    void onPresenceChanged(const UserId &user);
    bool startsSection(int row, Membership membership) const;

    RoomList &m_rooms;
    const PeopleTrust *m_trust = nullptr;
    QList<Member> m_members;
    QList<Member> m_rows;
    SearchText m_search;
    int m_joined = 0;
    int m_invited = 0;
    bool m_areBannedShown = false;
};

}
