// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace linnet {

/// How close rooms and messages stand.
enum class Density { Comfortable, Compact };

}
