// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completionmodel.h"

namespace linnet {

void CompletionModel::setRows(const QList<Completion> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CompletionModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const Completion &row = m_rows.at(index.row());
    return row.detail.isEmpty() ? row.title : tr("%1, %2").arg(row.title, row.detail);
}

}
