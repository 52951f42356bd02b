// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/smallpicture.h"

#include <QPainter>

namespace linnet {

void paintSmallPicture(QPainter &painter, const QRect &place, const QPixmap &picture)
{
    QRectF rect(QPointF(), QSizeF(picture.size()).scaled(place.size(), Qt::KeepAspectRatio));
    rect.moveCenter(QRectF(place).center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(rect, picture, picture.rect());
}

}
