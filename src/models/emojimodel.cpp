// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojimodel.h"

namespace linnet {

namespace {

constexpr int MostFound = 200;

}

void EmojiModel::showGroup(Emoji::Group group)
{
    QList<const Emoji *> rows;
    for (const Emoji &emoji : EmojiTable::instance().all()) {
        if (emoji.group == group)
            rows << &emoji;
    }
    setRows(rows);
}

void EmojiModel::showFound(const QString &typed)
{
    setRows(EmojiTable::instance().search(typed, MostFound));
}

void EmojiModel::showThese(const QStringList &emojis)
{
    QList<const Emoji *> rows;
    for (const QString &text : emojis) {
        if (const Emoji *emoji = EmojiTable::instance().find(text))
            rows << emoji;
    }
    setRows(rows);
}

void EmojiModel::setRows(QList<const Emoji *> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant EmojiModel::data(const QModelIndex &index, int role) const
{
    const Emoji &emoji = *m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return emoji.text;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return emoji.name;
    case ShortNameRole:
        return emoji.shortNames.value(0);
    default:
        return {};
    }
}

}
