// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QString>

namespace linnet {

/// What the desktop's Secret Service (freedesktop.org) is like, asked after a keychain call that failed:
/// QtKeychain calls an entry in a locked keychain "not found". GUI thread; elsewhere than on Unix desktops
/// always Unknown.
namespace SecretService {

enum class State {
    Unknown, ///< there is no such thing here, or it does not say
    Absent,  ///< nothing on the bus, or no bus
    Locked,  ///< the entry, or the place where new ones go, is locked
    Unlocked,
};

/// `service` and `name` are QtKeychain's words for the entry. Never fails; starts nothing and asks the person
/// nothing.
Task<State> stateOf(const QString &service, const QString &name);

}

}
