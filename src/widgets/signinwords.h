// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"

namespace linnet {

/// What a person reads of an Error that ended a sign-in in the browser, or by a code. Pure.
ErrorText browserSignInWords(const Error &error);

}
