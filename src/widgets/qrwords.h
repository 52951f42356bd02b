// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"

namespace linnet {

/// What a person reads of an Error that ended a sign-in between two devices by a QR code (QrGrant, QrSignIn).
/// Pure.
ErrorText qrWords(const Error &error);

}
