// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// Why `self` cannot write in a room, in words for the place where one would; empty if one can.
QString whyNotWrite(const Room &room, const UserId &self, bool canEncrypt);

}
