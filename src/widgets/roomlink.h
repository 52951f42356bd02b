// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// A matrix.to link to a room, by its alias if it has one (Matrix specification, "matrix.to navigation"),
/// else by its id with the servers of some people in it.
QString roomLink(const Room &room);
/// The same to a room of which only the id is known, through these servers.
QString roomLink(const RoomId &room, const QStringList &servers);

}
