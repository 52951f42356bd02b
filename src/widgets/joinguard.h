// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <functional>

namespace linnet {

/// Goes on with `go` unless something speaks against joining the room, which is to be asked first. Of a room
/// that one knows only by its alias the id is empty.
using JoinGuard = std::function<void(const RoomId &room, const QString &alias, std::function<void()> go)>;

}
