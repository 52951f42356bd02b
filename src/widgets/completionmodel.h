// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/completion.h"

#include <QAbstractListModel>

namespace linnet {

/// The suggestions that are shown. GUI thread.
class CompletionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<Completion> &rows);
    const Completion &row(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override; ///< the words of a row

private:
    QList<Completion> m_rows;
};

}
