// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QWidget;

namespace linnet {

/// Where pop-ups may be. GUI thread.
namespace OnScreen {

/// What there is for `popup` on the screen of the point `at`.
QRect space(const QWidget &popup, const QPoint &at);
/// Puts the upper left corner of `popup` there, or as near as all of it is on the screen.
void move(QWidget &popup, const QPoint &corner);

}

}
