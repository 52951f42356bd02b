// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace linnet {

/// The icon `name` of the system's theme (or of Breeze, where that has none) in the text colour of `palette`,
/// so that it is readable in light and dark. Null if no theme has it. GUI thread.
QIcon themedIcon(const QString &name, const QPalette &palette,
                 QPalette::ColorRole role = QPalette::WindowText);
/// The same of one that points where one reads to, such as an arrow.
QIcon themedIcon(const QString &name, const QPalette &palette, QPalette::ColorRole role,
                 Qt::LayoutDirection direction);

}
