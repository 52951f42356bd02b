// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"

namespace linnet {

/// What an account is signed in with, as it stands in Credentials. A value; a secret.
struct Tokens
{
    QByteArray access;
    QByteArray refresh;   ///< empty: `access` is good until the server ends it
    qint64 expiresAt = 0; ///< of `access`, ms since the epoch; 0: not known

    /// Just now, at `now` (ms).
    static Tokens of(const SignedIn &signedIn, qint64 now);
    /// The bare access token, or JSON if there is more to keep. Both are read.
    QByteArray toSecret() const;
    static Tokens fromSecret(const QByteArray &secret);

    bool operator==(const Tokens &) const = default;
};

}
