// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QWidget;

namespace linnet {

/// Where windows and pop-ups may be. GUI thread.
namespace OnScreen {

/// What there is for `popup` on the screen of the point `at`.
QRect space(const QWidget &popup, const QPoint &at);
/// Puts the upper left corner of `popup` there, or as near as all of it is on the screen.
void move(QWidget &popup, const QPoint &corner);
/// Lets a widget that is not shown yet know how large it wants to be: by itself it knows only afterwards.
void settle(QWidget &popup);
/// Makes a window whose geometry comes from another day no larger than the screen that it is on now, and puts
/// all of it there.
void fit(QWidget &window);

}

}
