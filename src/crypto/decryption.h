// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace linnet {

/// What is to be said of whom a message comes from. As of the moment of decryption: it may be better or worse
/// once devices or identities have changed.
enum class Shield {
    None,                  ///< by a verified session of a verified person
    UnverifiedIdentity,    ///< signed by its person, whom one has not verified; usually nothing is shown
    UnsignedDevice,        ///< the session is not signed by its person
    UnknownDevice,         ///< the session is not known, or gone
    VerificationViolation, ///< the person was verified and has another identity now
    MismatchedSender,      ///< the key is of another person than the message says
    UnsureSource, ///< the key came from a backup, a file or another session, without a proof of whose it is
};

/// Why an event stays unreadable.
enum class Undecryptable {
    No, ///< it was decrypted
    NoKey,
    WithheldUnverified,   ///< `m.unverified`: not given to sessions that are not verified
    WithheldBlacklisted,  ///< `m.blacklisted`
    WithheldUnauthorised, ///< `m.unauthorised`
    WithheldNoOlm,        ///< `m.no_olm`: no secure channel to this session could be made
    WithheldHistory,      ///< the key is of before one came, and the room's history is not shared
    WithheldOther,
    IndexTooOld,      ///< a key is here, but only for later messages
    Malformed,        ///< it can never be decrypted
    Unsupported,      ///< in an algorithm that is not known here
    SenderNotTrusted, ///< decrypted by a session that is not trusted enough
    Storage,          ///< this computer failed; may be tried again
};

/// What became of an encrypted event. A plain value.
struct Decryption
{
    Undecryptable reason = Undecryptable::NoKey;
    QString session; ///< the Megolm session that it is under; empty if it names none

    // Only with Undecryptable::No
    QString type;
    QByteArray content; ///< JSON, with the relation of the outer content
    QByteArray raw;     ///< JSON of the whole event as it would stand in a plain room
    Shield shield = Shield::None;
    QString senderKey;    ///< Curve25519 key of the session that made the key
    QString senderDevice; ///< its id, if known

    bool isClear() const { return reason == Undecryptable::No; }
    /// True if a key that comes later may help.
    bool mayCome() const
    {
        return reason != Undecryptable::No && reason != Undecryptable::Malformed &&
               reason != Undecryptable::Unsupported;
    }
};

}
