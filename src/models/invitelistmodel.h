// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>

namespace linnet {

class Invites;
class RoomList;

/// The invitations that wait apart (Invites), the newest first. Owns its rows; what comes and goes in one
/// turn of the event loop is taken in at its end, so that thousands at once cost little. GUI thread; must not
/// outlive its arguments.
class InviteListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RoomIdRole = Qt::UserRole,
        NameRole,        ///< of the room, on one line
        InviterRole,     ///< UserId; may be empty
        InviterNameRole, ///< empty if it is the id
        SharedRole,      ///< int: rooms that one shares with who invites; -1: not known yet
        TimeRole,        ///< qint64, ms
        ReasonRole,      ///< why somebody invites, in their words; may be empty
        WarningRole,     ///< name of the policy list that speaks against it; or empty
        WarningReasonRole,
        IsDirectRole,
        ServerRole, ///< of who invites
    };

    InviteListModel(RoomList &rooms, Invites &invites, QObject *parent = nullptr);

    RoomId roomAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows.at(row).room : RoomId(); }
    QList<RoomId> ids() const;
    UserId inviterAt(int row) const
    {
        return row >= 0 && row < m_rows.size() ? m_rows.at(row).inviter : UserId();
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        RoomId room;
        QString name;
        UserId inviter;
        QString inviterName;
        QString why;
        QString list, reason; ///< of a warning
        qint64 ts = 0;
        bool isDirect = false;

        friend bool operator==(const Row &, const Row &) = default;
    };
    void refresh();
    QList<Row> wanted();
    void warn(Row &row, const Room &room) const;
    qsizetype changesTo(const QList<Row> &rows) const;
    void morph(const QList<Row> &rows);
    Row rowOf(const RoomId &room) const;
    void tellOfShared();
    QString spoken(const Row &row) const;

    RoomList &m_rooms;
    Invites &m_invites;
    QList<Row> m_rows;
    QSet<RoomId> m_changed; ///< since the last refresh()
    bool m_isAllChanged = true;
    QTimer m_refreshing;
    QSet<UserId> m_shared; ///< of whom another number is known since tellOfShared()
    QTimer m_telling;
};

}
