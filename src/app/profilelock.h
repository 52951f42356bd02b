// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profile.h"

#include <QLockFile>

namespace linnet {

/// One running program a profile: of several that start at once, one gets the lock. The lock of a program
/// that crashed is taken over. Needs no application object; any thread.
class ProfileLock
{
public:
    explicit ProfileLock(const Profile &profile);

    /// InUse if another program has it; Storage if the folder cannot be written.
    Status take();

private:
    QLockFile m_file;
};

}
