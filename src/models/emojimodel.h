// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/emojitable.h"

#include <QAbstractListModel>

namespace linnet {

/// The emoji of one group, or those that were searched for. GUI thread.
class EmojiModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ShortNameRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void showGroup(Emoji::Group group);
    void showFound(const QString &typed);
    void showThese(const QStringList &emojis); ///< what is no emoji is left out

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void setRows(QList<const Emoji *> rows);

    QList<const Emoji *> m_rows;
};

}
