// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/roomfiltermodel.h"

#include "models/roomlistmodel.h"

namespace linnet {

RoomFilterModel::RoomFilterModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    // Only so that a renamed room is judged again.
    setFilterRole(RoomListModel::NameRole);
}

void RoomFilterModel::setFilterText(const QString &text)
{
    SearchText search(text);
    if (search == m_search)
        return;
    m_search = std::move(search);
    invalidateFilter();
}

bool RoomFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_search.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const QStringList aliases = index.data(RoomListModel::AliasesRole).toStringList();
    return m_search.matches(index.data(RoomListModel::NameRole).toString() % u' ' % aliases.join(u' '));
}

}
