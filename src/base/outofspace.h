// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cerrno>

namespace linnet {

/// Whether an `errno` says that there is no room: on the disk, in the person's share of it, or because a file
/// is as large as one may be. Pure.
inline bool isOutOfSpace(int fault)
{
#ifdef EDQUOT
    if (fault == EDQUOT)
        return true;
#endif
    return fault == ENOSPC || fault == EFBIG;
}

}
