// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"
#include "session/sendqueue.h"

#include <QAbstractListModel>

namespace linnet {

class RoomList;

/// What the server has not taken yet, over all rooms, the oldest first: what waits and what was refused, each
/// with its reason. Owns its rows. GUI thread; must not outlive queue and rooms.
class OutboxModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        TxnRole = Qt::UserRole,
        RoomIdRole,
        RoomNameRole,
        TextRole,   ///< what it says, on one line
        TimeRole,   ///< qint64, ms: when it was written
        StateRole,  ///< int of State
        ReasonRole, ///< in words; empty if it only waits its turn
        DetailRole, ///< the server's own words; may be empty
    };
    enum class State { Waiting, Sending, Refused };

    OutboxModel(SendQueue &queue, RoomList &rooms, QObject *parent = nullptr);

    const OutboxItem &item(int row) const { return m_rows.at(row).item; }
    int refused() const { return m_refused; } ///< how many were

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        OutboxItem item;
        QString roomName;
    };

    void onChanged(const OutboxItem &item);
    void onRemoved(const TxnId &txn);
    void onRoomChanged(const RoomId &room);
    /// Says of all rows of `room` at once that these roles may have changed.
    void touch(const RoomId &room, const QList<int> &roles);
    int rowOf(const TxnId &txn) const; ///< -1 if there is none
    QString nameOf(const RoomId &room) const;
    bool isUnderWay(const TxnId &txn) const;
    State stateOf(const OutboxItem &item) const;
    /// Why it is not sent; nothing if there is no reason.
    std::optional<Error> reasonOf(const OutboxItem &item) const;
    ErrorText reasonWords(const OutboxItem &item) const;
    QString accessibleText(const Row &row) const;

    SendQueue &m_queue;
    RoomList &m_rooms;
    QList<Row> m_rows;
    int m_refused = 0;
};

}
