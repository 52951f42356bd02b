// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomstatedump.h"

#include <QAbstractItemModel>

namespace linnet {

/// A room's state as a tree: types, and below them their state keys. A type with one event of an empty key is
/// a row without children. GUI thread.
class StateModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        JsonRole = Qt::UserRole, ///< QByteArray, compact; empty of a type with children
        TypeRole,
        KeyRole,
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setEntries(const QList<StateDumpEntry> &entries); ///< sorted by type
    /// Only what has `text` in its type or key, in any case, or in its JSON as it stands there.
    void setFilter(const QString &text);
    QModelIndex find(const QString &type, const QString &key) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 1; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    /// Places in m_entries.
    struct Group
    {
        QString type;
        QList<qsizetype> entries;
        bool isSingle = false;
    };
    void group();
    bool isShown(const StateDumpEntry &entry) const;
    /// Null of a type with children.
    const StateDumpEntry *entryOf(const QModelIndex &index) const;

    QList<StateDumpEntry> m_entries;
    QList<Group> m_groups;
    QString m_filter;
};

}
