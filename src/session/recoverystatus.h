// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <optional>

namespace linnet {

/// How well an account's encrypted messages are secured against the loss of this session: its identity
/// (cross-signing), secret storage and key backup, which a person knows as one thing, the recovery key
/// (client-server API, "Secrets", "Server-side key backups"). A plain value, as of the last look.
struct RecoveryStatus
{
    enum class State {
        Unknown, ///< the server was not asked yet
        None,    ///< there is no recovery key: one is to be made
        Locked,  ///< the account has secrets that this session lacks: recovery key, or another session
        Broken,  ///< parts are missing or do not fit each other
        Ready,
    };
    /// What puts the recovery key right.
    enum class Remedy { None, MakeKey, EnterKey, Reset };

    bool isKnown = false;
    // The identity
    bool hasIdentity = false;       ///< the account has one, as the server says
    bool isSessionVerified = false; ///< this session is signed by it: others trust it
    bool hasSecrets = false;        ///< its private keys are here
    bool hasVerifiedOther = false;  ///< there is another session that it signs, which can verify this one
    // Secret storage
    bool hasStorage = false;
    bool isIdentityStored = false; ///< the private keys are in it
    bool isBackupKeyStored = false;
    // The backup
    QString backupVersion;        ///< that the server has; empty: none
    bool isBackupTrusted = false; ///< new keys may be put into it
    bool hasBackupKey = false;    ///< what opens it is here
    bool isBackupOn = false;      ///< keys go into it
    int keys = 0;                 ///< room keys that are here
    int backedUpKeys = 0;         ///< of these, in the backup; unless isKnown: that were put into it

    std::optional<Error> trouble; ///< why the last look at the server came to nothing; the rest is of before

    State state() const;
    /// This session is to be verified, and another one can do it.
    bool canBeVerified() const { return !isSessionVerified && hasVerifiedOther; }
    Remedy remedy() const;
    bool hasBackup() const { return !backupVersion.isEmpty(); }
    bool isBackedUp() const { return isBackupOn && backedUpKeys >= keys; }
    /// Room keys that are lost if this session is; unless isKnown: that may be.
    int keysAtRisk() const;

    friend bool operator==(const RecoveryStatus &a, const RecoveryStatus &b);
};

}
