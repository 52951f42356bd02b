// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// Servers through which a room can be reached by its id (appendices, "Routing"): of those who may do most in
/// it, of who spoke last and of who has invited one. Nothing is taken out of the id, which names no server
/// since room version 12. Addresses in numbers are left out where there are others. At most `most`.
QStringList serversOf(const Room &room, qsizetype most = 3);

}
