// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

#include <QAbstractListModel>
#include <QHash>

namespace linnet {

class Directory;
class RoomList;

/// The rooms that a Directory has found so far, with whether one is in them. Owns its rows. GUI thread; must
/// not outlive what it is made with.
class DirectoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RoomIdRole = Qt::UserRole,
        NameRole,  ///< never empty
        AliasRole, ///< may be empty
        TopicRole,
        AvatarRole,
        CountRole,      ///< int: people in it
        IsSpaceRole,    ///< bool
        MembershipRole, ///< int of Membership
    };

    DirectoryModel(Directory &directory, const RoomList &rooms, QObject *parent = nullptr);

    const PublicRoom &room(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void onReset();
    void onAdded(qsizetype from);
    void onRoomChanged(const RoomId &id);
    Membership membershipOf(const RoomId &id) const;

    Directory &m_directory;
    const RoomList &m_list;
    QList<PublicRoom> m_rows;
    QHash<RoomId, int> m_places;
};

}
