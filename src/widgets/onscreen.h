// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <functional>

class QWidget;

namespace linnet {

/// Where windows and pop-ups may be. GUI thread.
namespace OnScreen {

/// What there is for `popup` on the screen of the point `at`.
QRect space(const QWidget &popup, const QPoint &at);
/// Puts the upper left corner of `popup` there, or as near as all of it is on the screen.
void move(QWidget &popup, const QPoint &corner);
/// Shows what `place` puts where it belongs. Many widgets know only then how large they are, so it is placed
/// again.
void show(QWidget &popup, const std::function<void()> &place);
/// Makes a window whose geometry comes from another day no larger than the screen that it is on now, and puts
/// all of it there.
void fit(QWidget &window);

}

}
