// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "crypto/cryptorequest.h"

#include <QList>

namespace linnet {

class CryptoMachine;

/// How far one's own identity is known here.
struct CrossSigningStatus
{
    bool hasIdentity = false; ///< there is one, here or as the server says
    // The private keys that are here
    bool hasMaster = false;
    bool hasSelfSigning = false;
    bool hasUserSigning = false;
    bool isIdentityVerified = false; ///< this session trusts it to be one's own
    bool isDeviceSigned = false;     ///< this session is signed by it: others trust it

    bool isComplete() const { return hasMaster && hasSelfSigning && hasUserSigning; }
};

/// One's own identity, which vouches for one's sessions (client-server API, "Cross-signing"). A view of a
/// CryptoMachine, on its thread. Send outgoingRequests() first, so that an identity that exists is known.
class CrossSigning
{
public:
    explicit CrossSigning(CryptoMachine &machine) : m_machine(machine) {}

    Result<CrossSigningStatus> status();
    /// Makes an identity if its keys are not here; answers what publishes it, to be sent in this order. For
    /// accounts that have none: newIdentity() is for the others.
    Result<QList<CryptoRequest>> bootstrap();
    /// Makes another identity, which takes no place yet: whatever comes of publishing it, what is here stays.
    /// Answers the SigningKeysUpload, or nothing if the account is known to have the last one made here, of
    /// which the answer was lost.
    Result<QList<CryptoRequest>> newIdentity();
    /// Takes the new identity for one's own, once the server has it and a KeysQuery has said so; answers the
    /// signature of this session. NotFound if the account has another.
    Result<CryptoRequest> takeNewIdentity();
    /// Signs this session with the keys that are here, after they came from SecretStorage or another session.
    Result<CryptoRequest> signOwnDevice();
    /// Asks one's other sessions for private keys that are missing here, the key of the backup among them;
    /// answers whether anything is. The messages are among outgoingRequests(), the answers come with
    /// receiveSync() from sessions that trust this one and that this one trusts.
    Result<bool> requestMissingSecrets();

private:
    CryptoMachine &m_machine;
};

}
