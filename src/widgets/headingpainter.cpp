// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/headingpainter.h"

#include "models/roomlistmodel.h"
#include "models/roomsectionmodel.h"
#include "widgets/badge.h"
#include "widgets/delegatemarks.h"
#include "widgets/roomdelegate.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace linnet {

namespace {

constexpr qsizetype MaxText = 200; ///< no row is wide enough for more

QFont nameFont(const QFont &font)
{
    return Theme::name(Theme::scaled(font, 0.85));
}

}

int HeadingPainter::height(const QFont &font)
{
    return qMax(Theme::units(7, font), QFontMetrics(nameFont(font)).height() + 2);
}

void HeadingPainter::paint(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const Theme &theme, bool isFramed) const
{
    const auto units = [&option](double count) { return Theme::units(count, option.font); };
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, theme.hover);
    if (isFramed)
        DelegateMarks::paintFocus(painter, option, theme);

    const bool isClosed = index.data(RoomSectionModel::IsClosedRole).toBool();
    const bool isMirrored = option.direction == Qt::RightToLeft;
    const QString icon = !isClosed    ? QStringLiteral("arrow-down")
                         : isMirrored ? QStringLiteral("arrow-left")
                                      : QStringLiteral("arrow-right");
    const int side = units(4);
    const QRect arrow(option.rect.left() + units(3), option.rect.center().y() - side / 2 + 1, side, side);
    painter.drawPixmap(mirrored(arrow).topLeft(),
                       m_icons.pixmap(icon, side, painter.device()->devicePixelRatioF(), theme.dim));

    QRect line(arrow.right() + 1 + units(1), option.rect.top(), 0, option.rect.height());
    line.setRight(option.rect.right() - units(3));
    const int highlights = index.data(RoomListModel::HighlightRole).toInt();
    const QString text = RoomDelegate::badgeText(index.data(RoomListModel::UnreadRole).toInt(), highlights,
                                                 false, option.locale);
    if (!text.isEmpty()) {
        const QSize size = Badge::size(text, option.font);
        const QRect badge(QPoint(line.right() + 1 - size.width(), line.center().y() - size.height() / 2),
                          size);
        Badge::paint(painter, mirrored(badge), text, option.font, highlights > 0, theme);
        line.setRight(badge.left() - units(2));
    }
    const QString name = index.data(RoomListModel::NameRole).toString().left(MaxText).simplified();
    m_lines.paint(painter, mirrored(line), name, nameFont(option.font), theme.dim, option.direction);
    painter.restore();
}

}
