// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/request.h"

namespace linnet::GuestRequests {

/// Lets somebody without an account look around (client-server API, "Guest Access" and "POST /register" with
/// `kind=guest`). Servers of api/v1 knew no guests. Pure.
Request enter(const ServerVersion &version);
/// The guest's token. BadReply where there is none, or one that is no token.
Result<QByteArray> readToken(const QByteArray &reply);

}
