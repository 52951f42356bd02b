// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bringup.h"

#include <QWidget>

namespace linnet {

void bringUp(QWidget &window)
{
    window.show();
    window.raise();
    window.activateWindow();
}

}
