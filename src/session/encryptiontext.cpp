// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/encryptiontext.h"

#include <QCoreApplication>

namespace linnet::EncryptionText {

namespace {

using State = Encryption::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::EncryptionText)
};

}

QString unreadable(State state)
{
    switch (state) {
    case State::WithheldUnverified:
        return Words::tr("The sender's app gives this message to verified sessions only. Verify this session "
                         "to read what comes from now on.");
    case State::Withheld:
        return Words::tr("The sender's app did not give this session the key to this message");
    case State::WithheldHistory:
        return Words::tr("Sent before you were in this room");
    case State::IndexTooOld:
        return Words::tr("This session got its key only after this message was sent");
    case State::SenderNotTrusted:
        return Words::tr("Hidden: sent by a session that its owner has not verified");
    case State::Malformed:
        return Words::tr("This message is damaged and cannot be decrypted");
    case State::Unsupported:
        return Words::tr("This message is encrypted in a way that Linnet does not know");
    default:
        return Words::tr("Waiting for the key to this message");
    }
}

QString inClear()
{
    return Words::tr("Not encrypted, though this room is");
}

QString shield(State state)
{
    switch (state) {
    case State::UnsignedDevice:
        return Words::tr("Sent by a session that its owner has not verified");
    case State::UnknownDevice:
        return Words::tr("Sent by a session that is unknown or was removed");
    case State::VerificationViolation:
        return Words::tr("The sender was verified and has another identity now");
    case State::MismatchedSender:
        return Words::tr("Not sent by the person it says");
    default:
        return {};
    }
}

}
