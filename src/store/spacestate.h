// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

// What the state of a room says of spaces (client-server API, "Spaces"). Servers send anything. Pure.

/// The rooms of a space by its `m.space.child` events, in the order that the specification gives them: those
/// with an `order` by that, then the others as they were added. What has no `via` is no child any more.
QList<SpaceChild> readSpaceChildren(QList<StateEntry> entries);

/// The spaces of `m.space.parent` events, the canonical ones first.
QList<RoomId> readSpaceParents(const QList<StateEntry> &entries);

/// Whether `order` of a child counts: 1 to 50 characters of ASCII, from the blank to the tilde.
bool isSpaceOrder(QStringView order);

}
