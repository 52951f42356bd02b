// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

namespace linnet {

/// What an answer to `POST /keys/query` (client-server API, "Key management API") says of one session. A
/// plain value.
struct ListedDevice
{
    bool isUserListed = false; ///< the answer speaks of the session's user
    bool exists = false;       ///< and of this session
    QString ed25519;           ///< as it stands there, not checked
    QString curve25519;
};

/// `reply`: the body of the answer; what is no JSON lists nobody. Pure, any thread.
ListedDevice readListedDevice(const QByteArray &reply, const UserId &user, const QString &device);

}
