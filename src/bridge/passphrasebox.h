// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace linnet {

/// Puts a secret under a passphrase and takes it out again, for computers without a keychain. Built on the
/// Matrix SDK's store cipher (PBKDF2-SHA256 with 200,000 rounds, XChaCha20-Poly1305). Pure, any thread; both
/// calls take some tenths of a second by design.
class PassphraseBox
{
public:
    /// Answers bytes for a file. Two calls never give the same. Error: Storage if the system has no
    /// randomness.
    static Result<QByteArray> seal(const QByteArray &secret, const QString &passphrase);
    /// Errors: WrongPassphrase; Corrupt if `sealed` is not, or no longer, what seal() made.
    static Result<QByteArray> open(const QByteArray &sealed, const QString &passphrase);
};

/// Overwrites the bytes with zeros before it empties the array. Bytes that are shared with another QByteArray
/// live on there: call it on the last one.
void wipe(QByteArray &secret);

}
