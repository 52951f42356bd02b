// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/onscreen.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

namespace linnet::OnScreen {

QRect space(const QWidget &popup, const QPoint &at)
{
    const QScreen *screen = QGuiApplication::screenAt(at);
    return (screen ? screen : popup.screen())->availableGeometry();
}

void move(QWidget &popup, const QPoint &corner)
{
    const QRect room = space(popup, corner);
    const int right = qMax(room.left(), room.left() + room.width() - popup.width());
    const int bottom = qMax(room.top(), room.top() + room.height() - popup.height());
    popup.move(qBound(room.left(), corner.x(), right), qBound(room.top(), corner.y(), bottom));
}

}
