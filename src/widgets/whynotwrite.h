// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountstanding.h"
#include "store/records.h"

namespace linnet {

/// Why `self` cannot write in a room, in words for the place where one would; empty if one can.
QString whyNotWrite(const Room &room, const UserId &self, bool canEncrypt);
/// The same of all rooms. Who has to sign in again can write: it waits until then.
QString whyNotWrite(const AccountStanding &standing);

}
