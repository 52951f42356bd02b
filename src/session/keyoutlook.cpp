// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keyoutlook.h"

#include <chrono>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr qint64 Grace = std::chrono::milliseconds(1h).count();
constexpr qint64 Step = std::chrono::milliseconds(10min).count(); ///< the rows are not told of each second

}

KeyOutlook KeyOutlook::of(const RecoveryStatus &status, bool hasLookedInBackup, qint64 now)
{
    if (!status.isKnown)
        return {};
    if (status.hasBackup() && !status.hasBackupKey && status.isBackupKeyStored)
        return {Hope::InBackup, 0};
    const bool hasNowhereToLook = !status.hasBackup() || !status.hasBackupKey || hasLookedInBackup;
    return {Hope::OnItsWay, hasNowhereToLook ? (now - Grace) / Step * Step : 0};
}

KeyOutlook::Hope KeyOutlook::hope(qint64 ts) const
{
    return ts < lostBefore ? Hope::Lost : usual;
}

}
