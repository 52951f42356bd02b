// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recoverystatus.h"

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

using State = RecoveryStatus::State;

/// Where the private keys of the identity are not here.
State stateWithoutSecrets(const RecoveryStatus &status)
{
    // Without a storage there may still be another session.
    return !status.hasStorage || status.isIdentityStored ? State::Locked : State::Broken;
}

State stateOfBackup(const RecoveryStatus &status)
{
    if (!status.hasBackup())
        return State::Broken;
    if (!status.hasBackupKey)
        return status.isBackupKeyStored ? State::Locked : State::Broken;
    return status.isBackupOn && status.isBackupKeyStored ? State::Ready : State::Broken;
}

auto fieldsOf(const RecoveryStatus &status)
{
    return std::make_tuple(status.isKnown, status.hasIdentity, status.isSessionVerified, status.hasSecrets,
                           status.hasVerifiedOther, status.hasStorage, status.isIdentityStored,
                           status.isBackupKeyStored, status.backupVersion, status.isBackupTrusted,
                           status.hasBackupKey, status.isBackupOn, status.keys, status.backedUpKeys,
                           status.trouble.has_value());
}

}

State RecoveryStatus::state() const
{
    if (!isKnown)
        return State::Unknown;
    if (!hasIdentity)
        return hasStorage && hasBackup() && isBackupKeyStored && !hasBackupKey ? State::Broken : State::None;
    if (!hasSecrets)
        return stateWithoutSecrets(*this);
    if (!hasStorage)
        return State::None;
    if (!isIdentityStored)
        return State::Broken;
    return isSessionVerified ? stateOfBackup(*this) : State::Locked;
}

RecoveryStatus::Remedy RecoveryStatus::remedy() const
{
    switch (state()) {
    case State::Unknown:
    case State::Ready:
        return Remedy::None;
    case State::None:
        return Remedy::MakeKey;
    case State::Locked:
        return hasStorage ? Remedy::EnterKey : Remedy::Reset;
    case State::Broken:
        break;
    }
    const bool helpsToEnter = hasStorage && ((!hasSecrets && isIdentityStored) ||
                                             (hasBackup() && !hasBackupKey && isBackupKeyStored));
    if (helpsToEnter)
        return Remedy::EnterKey;
    return hasSecrets || !hasIdentity ? Remedy::MakeKey : Remedy::Reset;
}

int RecoveryStatus::keysAtRisk() const
{
    // Who cannot open the backup has them as little as if there were none.
    const bool canComeBack = !isKnown || (isBackupOn && hasStorage && isBackupKeyStored);
    return canComeBack ? std::max(0, keys - backedUpKeys) : keys;
}

bool operator==(const RecoveryStatus &a, const RecoveryStatus &b)
{
    return fieldsOf(a) == fieldsOf(b);
}

}
