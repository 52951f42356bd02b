// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QMetaType>

namespace linnet {

/// What an account may do at its server at all (client-server API, "Account moderation", "Soft logout").
struct AccountStanding
{
    enum class Kind {
        Good,
        Suspended, ///< may read, not write
        Locked,    ///< may do nothing until the server's people unlock it; all that is stored stays
        SignedOut, ///< the server no longer takes the token
    };
    Kind kind = Kind::Good;
    bool isSoft = false; ///< of SignedOut: whoever signs in again goes on as the same session, with its keys
    Error why{};         ///< but for Good; ErrorText::of() has words for it

    bool isGood() const { return kind == Kind::Good; }
    /// The session is over: its keys are not to be used again, and who signs in gets another one.
    bool isEnded() const { return kind == Kind::SignedOut && !isSoft; }
    bool mayWrite() const { return isGood(); }
};

}
Q_DECLARE_METATYPE(linnet::AccountStanding)
