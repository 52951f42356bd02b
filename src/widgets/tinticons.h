// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

namespace linnet {

/// Icons of the theme in one flat colour, so that they can be read on any background. A dot where the theme
/// has no such icon. GUI thread.
class TintIcons
{
public:
    /// `side` in logical pixels.
    QPixmap pixmap(const QString &name, int side, qreal ratio, const QColor &colour);

private:
    QHash<QString, QPixmap> m_pixmaps;
};

}
