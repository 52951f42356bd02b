// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/onscreen.h"

#include <QGuiApplication>
#include <QScreen>
#include <QWidget>

namespace linnet::OnScreen {

namespace {

void moveInto(const QRect &room, QWidget &window, const QPoint &corner)
{
    const int right = qMax(room.left(), room.left() + room.width() - window.width());
    const int bottom = qMax(room.top(), room.top() + room.height() - window.height());
    window.move(qBound(room.left(), corner.x(), right), qBound(room.top(), corner.y(), bottom));
}

}

QRect space(const QWidget &popup, const QPoint &at)
{
    const QScreen *screen = QGuiApplication::screenAt(at);
    return (screen ? screen : popup.screen())->availableGeometry();
}

void move(QWidget &popup, const QPoint &corner)
{
    moveInto(space(popup, corner), popup, corner);
}

void show(QWidget &popup, const std::function<void()> &place)
{
    place();
    popup.show();
    place();
}

void fit(QWidget &window)
{
    if (window.isMaximized() || window.isFullScreen())
        return;
    const QRect room = space(window, window.geometry().center());
    window.resize(window.size().boundedTo(room.size()));
    moveInto(room, window, window.pos());
}

}
