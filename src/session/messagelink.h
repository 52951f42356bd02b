// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

/// Links to messages, for other people (appendices, "URIs"). Pure.
namespace MessageLink {

/// For browsers (matrix.to), or for Matrix programs alone (`matrix:`), past any website.
enum class Form { MatrixTo, Uri };

/// `members` of the room tell through which servers one may join it.
QString to(const RoomId &room, const EventId &event, const QList<Member> &members, Form form);
/// Up to three servers: that of the most powerful member, then those with the most members
/// (appendices, "Routing").
QStringList servers(const QList<Member> &members);

}

}
