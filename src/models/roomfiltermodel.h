// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/searchtext.h"

#include <QSortFilterProxyModel>

namespace linnet {

/// The rooms whose name or alias has every word of the filter box. Keeps the order of its RoomListModel.
/// GUI thread.
class RoomFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RoomFilterModel(QObject *parent = nullptr);

    void setFilterText(const QString &text);
    bool isFiltering() const { return !m_search.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    SearchText m_search;
};

}
