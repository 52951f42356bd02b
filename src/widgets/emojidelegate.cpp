// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojidelegate.h"

#include "models/emojimodel.h"
#include "widgets/emojifont.h"
#include "widgets/pictures.h"
#include "widgets/smallpicture.h"
#include "widgets/theme.h"

#include <QPainter>

namespace linnet {

namespace {

constexpr int EmojiUnits = 10;
constexpr int StickerUnits = 30;
constexpr int PictureUnits = 24; ///< 96 px

}

EmojiDelegate::EmojiDelegate(Pictures &pictures, QObject *parent)
    : QStyledItemDelegate(parent), m_pictures(pictures)
{
}

int EmojiDelegate::side(const QFont &font) const
{
    return Theme::units(m_isLarge ? StickerUnits : EmojiUnits, font);
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
    if (index.data(EmojiModel::ImageRole).isValid())
        paintImage(painter, option, index);
    else
        paintEmoji(painter, option, index);
    painter->restore();
}

void EmojiDelegate::paintImage(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto image = index.data(EmojiModel::ImageRole).value<PackImage>();
    const int side = m_isLarge ? Theme::units(PictureUnits, option.font) : Theme::units(7, option.font);
    QRect place(0, 0, side, side);
    place.moveCenter(option.rect.center());
    const QPixmap picture =
        m_pictures.small(image.url, {}, true, place.size(), painter->device()->devicePixelRatioF());
    if (!picture.isNull()) {
        paintSmallPicture(*painter, place, picture);
        return;
    }
    const Theme theme(option.palette);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.line);
    const double radius = Theme::units(1.5, option.font);
    painter->drawRoundedRect(place, radius, radius);
}

void EmojiDelegate::paintEmoji(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const int most = qMin(option.rect.width(), side(option.font)) - 2;
    QFont font = Theme::withEmoji(Theme::scaled(option.font, 1.6));
    if (EmojiFont::canPaint(text)) {
        QRect place({}, EmojiFont::sizeIn(font).boundedTo({most, most}));
        place.moveCenter(option.rect.center());
        EmojiFont::paint(*painter, place, text);
        return;
    }
    // What the font cannot join stands side by side, which is wider than a cell.
    const int natural = QFontMetrics(font).horizontalAdvance(text);
    if (natural > most)
        font = Theme::scaled(font, double(most) / natural);
    const QFontMetrics metrics(font);
    QRect rect(0, 0, qMin(option.rect.width(), metrics.horizontalAdvance(text) + 1), metrics.height());
    rect.moveCenter(option.rect.center());
    m_lines.paint(*painter, rect, text, font, Theme(option.palette).text, Qt::LeftToRight);
}

}
