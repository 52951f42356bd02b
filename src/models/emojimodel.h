// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"
#include "models/emojitable.h"

#include <QAbstractListModel>

namespace linnet {

/// The emoji of one group, the images of packs, or those that were searched for. GUI thread.
class EmojiModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ShortNameRole = Qt::UserRole,
        ImageRole,    ///< a PackImage; invalid: it is an emoji
        HasTonesRole, ///< bool
    };

    explicit EmojiModel(const EmojiTable &table, QObject *parent = nullptr)
        : QAbstractListModel(parent), m_table(table)
    {
    }

    /// The skin that emoji have from now on (EmojiTones).
    void setTone(int tone);
    void showGroup(Emoji::Group group);
    void showFound(const QString &typed, const QList<PackImage> &images);
    /// Just as they are, and of `images` those whose addresses are among them; what is neither is left out.
    void showThese(const QStringList &emojis, const QList<PackImage> &images);
    void showImages(const QList<PackImage> &images);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        const Emoji *emoji = nullptr; ///< null: it is an image
        QString text = QString();     ///< of an emoji that has its own tone; empty: it takes the common one
        PackImage image = PackImage();
    };
    static void append(QList<Row> &rows, const QList<PackImage> &images);
    void setRows(QList<Row> rows);

    const EmojiTable &m_table;
    QList<Row> m_rows;
    int m_tone = 0;
};

}
