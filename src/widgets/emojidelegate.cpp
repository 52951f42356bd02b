// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojidelegate.h"

#include "widgets/theme.h"

#include <QPainter>

namespace linnet {

int EmojiDelegate::side(const QFont &font)
{
    return Theme::units(10, font);
}

QSize EmojiDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {side(option.font), side(option.font)};
}

void EmojiDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme theme(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const bool isCurrent = option.state & QStyle::State_Selected;
    if (isCurrent || (option.state & QStyle::State_MouseOver)) {
        painter->setBrush(isCurrent ? theme.selected : theme.hover);
        if (isCurrent)
            painter->setPen(theme.accent);
        const double radius = Theme::units(1.5, option.font);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont font = Theme::withEmoji(Theme::scaled(option.font, 1.6));
    const QFontMetrics metrics(font);
    const int width = qMin(option.rect.width(), metrics.horizontalAdvance(text) + 1);
    QRect rect(0, 0, width, metrics.height());
    rect.moveCenter(option.rect.center());
    m_lines.paint(*painter, rect, text, font, theme.text, Qt::LeftToRight);
    painter->restore();
}

}
