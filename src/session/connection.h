// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QMetaType>

namespace linnet {

/// How an account stands with its server; the one connection state that is shown.
struct Connection
{
    enum class Phase {
        Connecting, ///< first request of this start, or catching up
        Syncing,    ///< caught up and polling
        Offline,    ///< no answer; tries again at `retryAt`
        Failed,     ///< stopped: `error` says why (token died, disk full, …)
    };
    Phase phase = Phase::Connecting;
    Error error;
    std::chrono::milliseconds retryAt{0}; ///< on Clock::elapsed(), of Offline
};

}
Q_DECLARE_METATYPE(linnet::Connection)
