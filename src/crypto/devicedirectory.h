// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "crypto/cryptorequest.h"

#include <QList>

#include <optional>

namespace linnet {

class CryptoMachine;

/// One session of somebody's that can read encrypted messages.
struct DeviceInfo
{
    UserId user;
    QString id;
    QString name; ///< public; may be empty
    QString ed25519;
    QString curve25519;
    bool isOwn = false;      ///< this session
    bool isVerified = false; ///< by cross-signing or locally; one's own: signed by one's identity
    bool isSigned = false;   ///< by its person
    bool isLocallyTrusted = false;
    bool isBlacklisted = false; ///< gets no keys
    bool isDehydrated = false;
    qint64 firstSeen = 0; ///< ms since the epoch
};

/// Somebody's cross-signing identity.
struct IdentityInfo
{
    UserId user;
    QString masterKey;
    bool isVerified = false;   ///< by oneself
    bool wasVerified = false;  ///< once; if it is not any more, that is a violation
    bool hasViolation = false; ///< was verified and is not any more, by no doing of one's own
    bool hasChanged = false;   ///< is not the one that is pinned
};

/// The sessions and identities of people (client-server API, "Device verification"). A view of a
/// CryptoMachine, on its thread. Nothing is asked of a server: what is known here.
class DeviceDirectory
{
public:
    explicit DeviceDirectory(CryptoMachine &machine) : m_machine(machine) {}

    Result<QList<DeviceInfo>> devices(const UserId &user);
    Result<std::optional<IdentityInfo>> identity(const UserId &user);

    /// Signs a session of one's own (SignatureUpload). Errors: NotFound; Invalid if it is not one's own or
    /// the private key is not here.
    Result<CryptoRequest> verifyDevice(const UserId &user, const QString &device);
    /// Signs somebody's identity (SignatureUpload). Errors as above.
    Result<CryptoRequest> verifyUser(const UserId &user);
    Status setBlacklisted(const UserId &user, const QString &device, bool isBlacklisted);
    Status setLocallyTrusted(const UserId &user, const QString &device, bool isTrusted);
    /// Takes somebody's identity of now for theirs, without having verified it.
    Status pin(const UserId &user);
    /// Ends a violation without verifying anew.
    Status withdrawVerification(const UserId &user);

private:
    CryptoMachine &m_machine;
};

}
