// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// The public keys of a session, unpadded base64.
struct IdentityKeys
{
    QString ed25519; ///< what people compare
    QString curve25519;
};

}
