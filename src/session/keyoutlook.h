// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recoverystatus.h"

namespace linnet {

/// Where the keys to messages that cannot be read may still come from. A plain value.
struct KeyOutlook
{
    enum class Hope {
        OnItsWay,
        InBackup,     ///< which only the recovery key opens
        Lost,         ///< it has not come, and there is nowhere to look
        NoEncryption, ///< this connection to the server has none
    };
    Hope usual = Hope::OnItsWay;
    qint64 lostBefore = 0; ///< ms since the epoch: what was sent before and waits for its key is lost

    /// `hasLookedInBackup`: what waits for its key was looked for in the backup that can be read. `now`: ms
    /// since the epoch. Senders are given an hour.
    static KeyOutlook of(const RecoveryStatus &status, bool hasLookedInBackup, qint64 now);
    /// For a message that was sent at `ts` and has no key.
    Hope hope(qint64 ts) const;

    friend bool operator==(const KeyOutlook &, const KeyOutlook &) = default;
};

}
