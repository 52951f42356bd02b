// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace linnet {

/// The keys that a server shows others for this session, beside those that are here.
enum class KeysAtServer {
    Absent, ///< it has none
    Same,
    Other, ///< they are another program's, or those of before the local ones were lost
};

}
