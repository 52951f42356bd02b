// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"

#include <QStyledItemDelegate>

namespace linnet {

class Pictures;

/// Paints one emoji or one image of a grid. GUI thread.
class EmojiDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit EmojiDelegate(Pictures &pictures, QObject *parent = nullptr);

    void setLarge(bool isLarge) { m_isLarge = isLarge; } ///< as large as stickers
    int side(const QFont &font) const;                   ///< of a cell
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintImage(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintEmoji(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Pictures &m_pictures;
    LinePainter m_lines;
    bool m_isLarge = false;
};

}
