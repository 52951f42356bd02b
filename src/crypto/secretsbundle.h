// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace linnet {

class CryptoMachine;

/// The secrets that make another session of the account a trusted one at once: the private keys of the
/// identity and that of the backup (MSC4108 as of 2024, `m.login.secrets`). A view of a CryptoMachine, on its
/// thread.
class SecretsBundle
{
public:
    explicit SecretsBundle(CryptoMachine &machine) : m_machine(machine) {}

    /// JSON, to be wiped. NotFound: not all of the identity is here.
    Result<QByteArray> give();

    struct Taken
    {
        bool hasIdentity = false;  ///< the private keys fit the account's identity, and are here now
        bool hasBackupKey = false; ///< is here now; whether it fits the backup says KeyBackup
    };
    /// Takes over what another session has given, as far as it can be used: anything else in `bundle` is left
    /// out. Send outgoingRequests() first, so that the account's identity is known;
    /// CrossSigning::signOwnDevice() afterwards.
    Result<Taken> take(const QByteArray &bundle);

private:
    CryptoMachine &m_machine;
};

}
