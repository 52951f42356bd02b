// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace linnet {

/// What a person reads of an Error: `what` in plain words with what can be done, `detail` the server's or
/// system's own text for a dim second line (may be empty). Neither holds a token or the query of a URL.
struct ErrorText
{
    QString what;
    QString detail;

    /// What was being done, where the same error wants other words.
    enum class During {
        Anything,
        SignIn,
        Registration,
        Sending,
        Joining,
        Inviting,
        Creating,
        History,
        Media
    };
    static ErrorText of(const Error &error, During during = During::Anything);
    /// The word `ctl` gives as `code`: the errcode, or network, timeout, keychain, …
    static QString code(const Error &error);
};

}
