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

QString withoutKey(KeyOutlook::Hope hope)
{
    switch (hope) {
    case KeyOutlook::Hope::InBackup:
        return Words::tr("Your backup may have the key to this message. Enter your recovery key to read it.");
    case KeyOutlook::Hope::Lost:
        return Words::tr("Lost: the key to this message never came here, and no backup has it");
    case KeyOutlook::Hope::NoEncryption:
        return Words::tr("Encrypted, which this connection to the server does not know");
    case KeyOutlook::Hope::OnItsWay:
        break;
    }
    return Words::tr("Waiting for the key to this message");
}

}

QString unreadable(State state, KeyOutlook::Hope hope)
{
    switch (state) {
    case State::WithheldUnverified:
        return Words::tr(
            "The sender's app gives messages to verified sessions only, and this session was not "
            "verified when this one came");
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
        return withoutKey(hope);
    }
}

QString inClear()
{
    return Words::tr("Not encrypted, though this room is");
}

ProblemText problem(EncryptionHealth::Problem problem)
{
    using Problem = EncryptionHealth::Problem;
    switch (problem) {
    case Problem::KeysOfAnother:
        return {
            Words::tr("The encryption keys on this computer belong to another session."),
            Words::tr("Nothing is fetched with them, so that nothing is lost. Sign out and in again: that "
                      "makes a new session.")};
    case Problem::LostKeys:
        return {Words::tr("This session's encryption keys are no longer on this computer."),
                Words::tr("Others still write to the old ones, which nothing here can read. Sign out and in "
                          "again: that makes a new session.")};
    case Problem::DeviceClash:
        return {Words::tr("Another program uses this session with encryption keys of its own."),
                Words::tr("Others write to its keys, and cannot read what is sent from here. Sign out and in "
                          "again: that makes a new session.")};
    case Problem::KeysRemoved:
        return {Words::tr("The server no longer has this session's encryption keys."),
                Words::tr("The session was ended there, perhaps from another one of yours, and others do not "
                          "write to it any more. Sign out and in again: that makes a new session.")};
    case Problem::OldCopy:
        return {Words::tr("This profile was put back from an older copy."),
                Words::tr("Messages to keys that were made after the copy cannot be read here. Sign out and "
                          "in again: that makes a new session.")};
    case Problem::ClockSkew:
        break;
    }
    return {Words::tr("This computer's clock and the server's are more than five minutes apart."),
            Words::tr("Messages may stand in the wrong order, and with wrong times. Set this computer's "
                      "clock.")};
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
