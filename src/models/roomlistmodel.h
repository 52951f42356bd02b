// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roomorder.h"
#include "session/leftbehind.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>

#include <functional>

namespace linnet {

class RoomList;
class RoomNotifications;
class SendQueue;

/// The rooms of an account in the order in which they are read: by sections, invitations on top, those one
/// has left at the end, and in each as its RoomOrder has it. Owns its rows; a change costs a search and one
/// move, however many rooms there are; a change of section is a removal and an insertion. GUI thread; must
/// not outlive its RoomList.
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
        SectionRole,         ///< int: index into order().sections()
        NotificationRole,    ///< int of NotificationLevel
        PresenceRole,        ///< int of Presence, of the other one in a direct chat
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

    /// What says which rooms are muted; must outlive this.
    void setNotifications(RoomNotifications &notifications);

    /// Rooms that are left out, as invitations of strangers are; reconsider() when that is different.
    void setLeftOut(std::function<bool(const RoomId &)> isLeftOut);
    void reconsider(const RoomId &room) { onChanged(room); }
    void reconsiderAll() { onReset(); }
    /// Whose last words are not shown; refreshPreviews() when that is different.
    void setHidden(std::function<bool(const UserId &)> isHidden) { m_isHidden = std::move(isHidden); }
    void refreshPreviews();

    const RoomOrder &order() const { return m_sorting; }
    void setOrder(const RoomOrder &order); ///< resets the model if it is another
    /// The first `count` rooms in the order of those that are not grouped.
    QList<RoomId> newest(int count) const;
    /// The rooms of a section in their order.
    QList<RoomId> inSection(int section) const;

    RoomId roomAt(int row) const { return m_order.value(row); }
    const QList<RoomId> &ids() const { return m_order; }
    QString searchedText(const RoomId &room) const; ///< what a filter looks at: name and aliases
    int rowOf(const RoomId &room) const;            ///< -1 if there is none
    bool has(const RoomId &room) const { return m_rows.contains(room); }
    /// Whether one room stands above another, without a search; those that are not here stand above all.
    bool isBefore(const RoomId &a, const RoomId &b) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void onReset();
    void reset(const RoomOrder &order);
    void onChanged(const RoomId &id);
    void onRemoved(const RoomId &id);
    void show(const RoomId &id);
    void hide(const RoomId &id);
    void showOthers(const QList<RoomId> &rooms, const RoomId &shown);
    bool isLeftOut(const Room &room) const;
    struct Row
    {
        Room room;
        RoomOrder::Key key;
    };
    /// Where a room with this key stands or would stand.
    int lowerBound(const RoomOrder::Key &key) const;
    void keep(const Room &room, const RoomOrder::Key &key);
    void drop(const RoomId &id);
    void resection(const Room &room);
    void tellOf(const RoomId &id, const QList<int> &roles);
    void insert(const Room &room);
    void update(int row, const Room &room);
    void onUnsentChanged(const RoomId &id);
    QString accessibleText(const Room &room) const;
    QString preview(const Room &room) const;

    RoomList &m_list;
    SendQueue *m_queue = nullptr;
    QHash<RoomId, Unsent> m_unsent; ///< of rooms where there is something
    UserId m_self;
    LeftBehind m_leftBehind;
    std::function<bool(const RoomId &)> m_isLeftOut; ///< empty: none is
    std::function<bool(const UserId &)> m_isHidden;
    RoomNotifications *m_notifications = nullptr;
    RoomOrder m_sorting;
    QHash<RoomId, Row> m_rows;
    QMultiHash<UserId, RoomId> m_directs; ///< by whom they are with
    QList<RoomId> m_order;
    mutable QCache<RoomId, QString> m_previews; ///< a painting asks for all that are in view at every frame
};

}
