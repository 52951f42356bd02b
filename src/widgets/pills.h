// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/richtext.h"

#include <functional>

namespace linnet {

/// People and rooms that a formatted message names by links to them (client-server API, "User and room
/// mentions"). Pure.
namespace Pills {

/// What a person or a room is called, by id or alias; empty: that is not known.
using NameOf = std::function<QString(const QString &target)>;

/// Whom or what a link names; empty if it leads elsewhere, or to one message of a room.
QString target(const QString &link);
/// Puts their names in the place of what the sender wrote there, who may have written anybody's; ids where no
/// name is known.
void name(RichText &rich, const NameOf &nameOf);

}

}
