// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// How an event came, as far as end-to-end encryption goes (client-server API, "End-to-End Encryption"). A
/// plain value, made on the worker. The numbers stand in the store.
struct Encryption
{
    enum class State {
        Plain = 0,     ///< it came in clear
        Decrypted = 1, ///< and nothing is to be said of who sent it

        // Decrypted, and something is to be said of who sent it
        UnsignedDevice = 10,        ///< the session is not signed by its person
        UnknownDevice = 11,         ///< the session is not known, or gone
        UnsureSource = 12,          ///< the key came from a backup, a file or another session
        VerificationViolation = 13, ///< the person was verified and has another identity now
        MismatchedSender = 14,      ///< the key is of another person than the message says

        // Not to be read
        NoKey = 100,              ///< it may yet come
        WithheldUnverified = 101, ///< the sender gives keys to verified sessions only
        Withheld = 102,           ///< the sender gives no key to this session
        WithheldHistory = 103,    ///< it was said before one came
        IndexTooOld = 104,        ///< the key that is here opens later messages only
        SenderNotTrusted = 105,   ///< sent by a session that one's own settings do not trust
        Malformed = 106,
        Unsupported = 107, ///< an algorithm that is not known here
    };
    State state = State::Plain;
    QString session{}; ///< the id of the Megolm session; empty of what came in clear

    bool isUnreadable() const { return state >= State::NoKey; }

    friend bool operator==(const Encryption &, const Encryption &) = default;
};

}
