// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/nowheel.h"

#include <QEvent>
#include <QWidget>

namespace linnet {

void NoWheel::keepFrom(QWidget &box)
{
    box.setFocusPolicy(Qt::StrongFocus);
    box.installEventFilter(new NoWheel(&box));
}

bool NoWheel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

}
