// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncbatch.h"

namespace linnet {

/// "Online", "Away" or "Offline"; empty where nobody said. Any thread.
QString presenceText(Presence presence);

}
