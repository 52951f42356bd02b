// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tinticons.h"

#include <QIcon>
#include <QPainter>

namespace linnet {

namespace {

constexpr qsizetype Most = 200;

}

QPixmap TintIcons::pixmap(const QString &name, int side, qreal ratio, const QColor &colour)
{
    const QString key = QStringLiteral("%1/%2/%3/%4").arg(name).arg(side).arg(ratio).arg(colour.rgba());
    if (const auto known = m_pixmaps.constFind(key); known != m_pixmaps.cend())
        return known.value();
    if (m_pixmaps.size() > Most)
        m_pixmaps.clear();
    const QSize size = QSize(side, side) * ratio;
    QPixmap pixmap(size);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QIcon icon = QIcon::fromTheme(name);
    const QRectF area(0, 0, side, side);
    if (icon.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(area.center(), side / 6.0, side / 6.0);
    } else {
        icon.paint(&painter, area.toRect());
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(area, colour);
    }
    painter.end();
    m_pixmaps.insert(key, pixmap);
    return pixmap;
}

}
