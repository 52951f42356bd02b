// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojimodel.h"

#include "models/emojitones.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostFound = 200;

}

void EmojiModel::setTone(int tone)
{
    beginResetModel();
    m_tone = tone;
    endResetModel();
}

void EmojiModel::showGroup(Emoji::Group group)
{
    QList<Row> rows;
    for (const Emoji &emoji : m_table.all()) {
        if (emoji.group == group)
            rows << Row{&emoji};
    }
    setRows(rows);
}

void EmojiModel::showFound(const QString &typed, const QList<PackImage> &images)
{
    QList<Row> rows;
    append(rows, images.mid(0, MostFound));
    for (const Emoji *emoji : m_table.search(typed, MostFound))
        rows << Row{emoji};
    setRows(rows);
}

void EmojiModel::showThese(const QStringList &emojis, const QList<PackImage> &images)
{
    QList<Row> rows;
    for (const QString &text : emojis) {
        const auto image = std::find_if(images.cbegin(), images.cend(),
                                        [&text](const PackImage &each) { return each.url == text; });
        if (image != images.cend())
            rows << Row{nullptr, {}, *image};
        else if (const Emoji *emoji = m_table.find(text))
            rows << Row{emoji, text};
    }
    setRows(rows);
}

void EmojiModel::showImages(const QList<PackImage> &images)
{
    QList<Row> rows;
    append(rows, images);
    setRows(rows);
}

void EmojiModel::append(QList<Row> &rows, const QList<PackImage> &images)
{
    for (const PackImage &image : images)
        rows << Row{nullptr, {}, image};
}

void EmojiModel::setRows(QList<Row> rows)
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
    const Row &row = m_rows.at(index.row());
    const Emoji *emoji = row.emoji;
    switch (role) {
    case Qt::DisplayRole:
        if (!emoji)
            return row.image.colonName();
        return row.text.isEmpty() ? EmojiTones::withTone(emoji->text, m_tone) : row.text;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return emoji ? emoji->name : row.image.body;
    case ShortNameRole:
        return emoji ? emoji->shortNames.value(0) : row.image.shortcode;
    case ImageRole:
        return emoji ? QVariant() : QVariant::fromValue(row.image);
    case HasTonesRole:
        return emoji && EmojiTones::hasTones(emoji->text);
    default:
        return {};
    }
}

}
