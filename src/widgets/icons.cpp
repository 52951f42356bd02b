// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QPainter>

namespace linnet {

namespace {

QPixmap recoloured(const QPixmap &source, const QColor &color)
{
    QPixmap result = source;
    QPainter painter(&result);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRectF(QPointF(), result.deviceIndependentSize()), color);
    return result;
}

}

QIcon themedIcon(const QString &name, const QPalette &palette, QPalette::ColorRole role)
{
    const QIcon source = QIcon::fromTheme(name);
    if (source.isNull())
        return {};
    QIcon result;
    for (const int side : {16, 22, 32, 48}) {
        for (const qreal ratio : {1.0, 2.0}) {
            const QPixmap pixmap = source.pixmap(QSize(side, side), ratio);
            if (pixmap.isNull())
                continue;
            result.addPixmap(recoloured(pixmap, palette.color(QPalette::Active, role)));
            result.addPixmap(recoloured(pixmap, palette.color(QPalette::Disabled, role)), QIcon::Disabled);
        }
    }
    return result;
}

}
