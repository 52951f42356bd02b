// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QAbstractListModel>
#include <QSet>

namespace linnet {

class RoomList;
class SpaceTree;

/// The bar of spaces: "Home", then the joined spaces, those in a space below it once it was opened out. The
/// tree lies flat, each row with its depth, since a space may stand in several places and (through others) in
/// itself; what stands above a row is not shown again below it. Owns its rows. GUI thread; must not outlive
/// the SpaceTree and the RoomList.
class SpaceModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RoomIdRole = Qt::UserRole, ///< empty of Home
        NameRole,
        AvatarRole, ///< mxc or empty
        UnreadRole,
        HighlightRole,
        IsUnreadAtLeastRole, ///< both numbers may be larger
        IsMarkedUnreadRole,  ///< of some room in it
        DepthRole,           ///< 0 of the top level
        HasSubspacesRole,
        IsExpandedRole,
    };
    static constexpr int MostDepth = 8;

    SpaceModel(SpaceTree &tree, RoomList &rooms, QObject *parent = nullptr);

    RoomId spaceAt(int row) const { return m_rows.value(row).id; }
    int rowOf(const RoomId &space) const; ///< the first one; -1 if it is not shown
    void setExpanded(int row, bool isExpanded);
    /// Opens out what stands above the space, so that rowOf() is a row if it is a joined one.
    void reveal(const RoomId &space);
    /// Whether Home is only what stands in no space.
    void setHomeOutside(bool isOutside);
    /// Of the rows of the top level: what it would be with this one a place further up (-1) or down (1); -1
    /// if it cannot be.
    int placeBeside(int row, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    // A row of the top level can be drawn to another place there
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void moveRequested(const linnet::RoomId &space, int to); ///< place of the top level, counted without it

private:
    struct Row
    {
        RoomId id;
        QString path; ///< the ids from the top level down to it
        int depth = 0;
        bool hasSubspaces = false;
        bool isExpanded = false;

        friend bool operator==(const Row &, const Row &) = default;
    };
    void rebuild();
    void append(QList<Row> &rows, const RoomId &space, const QString &above, QList<RoomId> &ancestors) const;
    void onChanged(const RoomId &space, const QList<int> &roles);
    QString accessibleText(const Row &row) const;
    QString nameOf(const RoomId &space) const;

    SpaceTree &m_tree;
    RoomList &m_rooms;
    QList<Row> m_rows;
    QSet<QString> m_expanded; ///< paths
    bool m_isHomeOutside = false;
};

}
