// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace linnet {

/// Shows a window before all others, as far as the desktop lets it. GUI thread.
void bringUp(QWidget &window);

}
