// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacedelegate.h"

#include "models/spacemodel.h"
#include "widgets/avatars.h"
#include "widgets/badge.h"
#include "widgets/counttext.h"
#include "widgets/delegatemarks.h"

#include <QPainter>

namespace linnet {

namespace {

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

}

SpaceDelegate::SpaceDelegate(Avatars &avatars, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_avatars(avatars), m_theme(theme)
{
}

QSize SpaceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isTop = index.data(SpaceModel::DepthRole).toInt() == 0;
    return {Theme::units(RailUnits, option.font), Theme::units(isTop ? 12 : 10, option.font)};
}

QRect SpaceDelegate::arrowOf(const QStyleOptionViewItem &option)
{
    const int side = Theme::units(4, option.font);
    return mirrored(option, {option.rect.right() + 1 - side, option.rect.bottom() + 1 - side, side, side});
}

void SpaceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option);
    paintPicture(*painter, option, index);
    paintBadge(*painter, option, index);
    if (index.data(SpaceModel::HasSubspacesRole).toBool())
        paintArrow(*painter, option, index);
    painter->restore();
}

void SpaceDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option) const
{
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, m_theme.selected);
        const int width = qMax(2, Theme::units(0.75, option.font));
        painter.fillRect(
            mirrored(option, {option.rect.left(), option.rect.top(), width, option.rect.height()}),
            m_theme.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, m_theme.hover);
    }
    if (option.state & QStyle::State_HasFocus)
        DelegateMarks::paintFocus(painter, option, m_theme);
}

void SpaceDelegate::paintPicture(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const bool isTop = index.data(SpaceModel::DepthRole).toInt() == 0;
    const int side = Theme::units(isTop ? 8 : 6, option.font);
    const QPoint at(option.rect.center().x() + 1 - side / 2, option.rect.center().y() + 1 - side / 2);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QString id = index.data(SpaceModel::RoomIdRole).value<RoomId>().toString();
    if (!id.isEmpty()) {
        painter.drawPixmap(at, m_avatars.pixmap(index.data(SpaceModel::AvatarRole).toString(), id,
                                                index.data(SpaceModel::NameRole).toString(), side, ratio,
                                                m_theme));
        return;
    }
    const int icon = Theme::units(5.5, option.font);
    const int margin = (side - icon) / 2;
    painter.drawPixmap(at + QPoint(margin, margin),
                       m_icons.pixmap(QStringLiteral("go-home"), icon, ratio, m_theme.text));
}

void SpaceDelegate::paintBadge(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    constexpr int Most = 99;
    const int highlight = index.data(SpaceModel::HighlightRole).toInt();
    const bool isAtLeast = index.data(SpaceModel::IsUnreadAtLeastRole).toBool();
    const int unread = index.data(SpaceModel::UnreadRole).toInt();
    QString text = countText(highlight > 0 ? highlight : unread, Most, isAtLeast, option.locale);
    if (highlight > 0)
        text.prepend(u'@'); // not told by the colour alone
    const int edge = option.rect.right() + 1 - Theme::units(0.5, option.font);
    const int top = option.rect.top() + Theme::units(0.5, option.font);
    if (!text.isEmpty()) {
        const QSize size = Badge::size(text, option.font);
        Badge::paint(painter, mirrored(option, QRect(QPoint(edge - size.width(), top), size)), text,
                     option.font, highlight > 0, m_theme);
    } else if (index.data(SpaceModel::IsMarkedUnreadRole).toBool()) {
        const int side = Theme::units(2.5, option.font);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.accent);
        painter.drawEllipse(mirrored(option, {edge - side, top, side, side}));
    }
}

void SpaceDelegate::paintArrow(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QRect place = arrowOf(option);
    const int margin = Theme::units(0.5, option.font);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.base);
    painter.drawEllipse(place.adjusted(margin, margin, -margin, -margin));
    const bool isExpanded = index.data(SpaceModel::IsExpandedRole).toBool();
    const int side = Theme::units(2.5, option.font);
    painter.drawPixmap(place.center() - QPoint(side / 2 - 1, side / 2 - 1),
                       m_icons.pixmap(isExpanded ? QStringLiteral("go-up") : QStringLiteral("go-down"), side,
                                      painter.device()->devicePixelRatioF(), m_theme.dim));
}

}
