// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/encryption.h"
#include "session/encryptionhealth.h"
#include "session/keyoutlook.h"

namespace linnet::EncryptionText {

/// Why a message cannot be read, for its row, and what helps. Pure, any thread.
QString unreadable(Encryption::State state, KeyOutlook::Hope hope);
/// What is to be said of who sent a message; empty if nothing is, as of a key out of a backup or a file: most
/// of what a new session reads has one.
QString shield(Encryption::State state);
/// Of what came in clear into a room that is encrypted.
QString inClear();

/// What is said of a problem with keys.
struct ProblemText
{
    QString what; ///< a line
    QString help; ///< what it leads to, and what ends it
};
ProblemText problem(EncryptionHealth::Problem problem);

}
