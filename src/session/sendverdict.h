// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace linnet {

/// What it means for an unsent message that a try came to `Error`. Pure.
enum class SendVerdict {
    PauseAll,  ///< says nothing of the message: the way is cut, something stands in it, or the server wants
               ///< rest
    PauseRoom, ///< may end by itself, and may be about this very message
    Park,      ///< the server does not want it
};
SendVerdict verdictOf(const Error &error);

/// True if the server itself has said that it did not take the message. After any other `Error` it may have
/// it.
bool isTurnedDown(const Error &error);

}
