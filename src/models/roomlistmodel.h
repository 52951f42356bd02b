// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>

namespace linnet {

class RoomList;
class SendQueue;

/// The rooms of an account in the order in which they are read: invitations on top, then the newest first,
/// those one has left at the end. Owns its rows; a change costs a search and one move, however many rooms
/// there are. GUI thread; must not outlive its RoomList.
class RoomListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RoomIdRole = Qt::UserRole,
        NameRole,
        AvatarRole,  ///< mxc or empty
        PreviewRole, ///< last words in words
        TimeRole,    ///< qint64, ms; 0: nothing has happened
        UnreadRole,
        HighlightRole,
        IsUnreadAtLeastRole, ///< both numbers may be larger
        IsMarkedUnreadRole,  ///< somebody wants to come back to it
        MembershipRole,      ///< int of Membership
        AliasesRole,         ///< QStringList
        UnsentRole,          ///< int of Unsent
        IsSpaceRole,
    };
    enum class Unsent {
        Nothing,
        Waiting, ///< something waits, and has to
        Refused, ///< something could not be sent
    };

    RoomListModel(RoomList &rooms, UserId self, QObject *parent = nullptr);

    /// Whose unsent messages the rows tell of; must outlive this.
    void setSendQueue(SendQueue &queue);

    /// The order of the list; `ctl rooms` has the same.
    static bool isBefore(const Room &a, const Room &b);

    RoomId roomAt(int row) const { return m_order.value(row); }
    const QList<RoomId> &ids() const { return m_order; }
    QString searchedText(const RoomId &room) const; ///< what a filter looks at: name and aliases
    int rowOf(const RoomId &room) const;            ///< -1 if there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void onReset();
    void onChanged(const RoomId &id);
    void onRemoved(const RoomId &id);
    /// Where a room with these values stands or would stand.
    int lowerBound(const Room &room) const;
    void insert(const Room &room);
    void update(int row, const Room &room);
    void onUnsentChanged(const RoomId &id);
    QString accessibleText(const Room &room) const;
    QString preview(const Room &room) const;

    RoomList &m_list;
    SendQueue *m_queue = nullptr;
    QHash<RoomId, Unsent> m_unsent; ///< of rooms where there is something
    UserId m_self;
    QHash<RoomId, Room> m_rooms;
    QList<RoomId> m_order;
    mutable QCache<RoomId, QString> m_previews; ///< a painting asks for all that are in view at every frame
};

}
