// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QString>

#include <functional>

class QPainter;
class QRect;

namespace linnet {

/// The picture from an `mxc://…` for a place of this size (logical pixels), in real pixels; null as long as
/// it is not there, or if it may not be shown.
using SmallPicture = std::function<QPixmap(const QString &url, const QSize &size)>;

/// As large as `place` lets it be, in its middle.
void paintSmallPicture(QPainter &painter, const QRect &place, const QPixmap &picture);

}
