// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// What the second line of a room's row says: its last event in words, who invites, or that one has left.
/// One line, at most a few hundred characters; empty if there is nothing to say. Pure, any thread.
QString roomPreview(const Room &room, const UserId &self);

}
