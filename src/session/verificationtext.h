// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/verificationflow.h"

namespace linnet::VerificationText {

// What a verification is called in a room, a bar and a dialog. Pure, any thread.

/// `sender`: the display name of who asks, isolated.
QString asked(bool isByUs, bool areWeAsked, const QString &sender);
/// `session`: what another of one's own that asks is called; empty: not known.
QString askedBySession(const QString &session);
QString done();
QString cancelled();

/// Why a verification was cancelled, and what that means (client-server API, "Key verification framework",
/// error codes). `other`: the other person's name.
QString reason(const VerificationFlow &flow, const QString &other);
/// What one of the pictures that people compare is called: by the table of the spec where it has the
/// language, else in English.
QString emojiName(const VerificationEmoji &emoji);

}
