// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/crosssigning.h"

#include "crypto/cryptohandle.h"
#include "crypto/cryptomachine.h"

namespace linnet {

Result<CrossSigningStatus> CrossSigning::status()
{
    const auto found = m_machine.handle().machine->signing_status();
    if (found.status != rust_bridge::CryptoStatus::Ok)
        return errorOf(found.status);
    CrossSigningStatus status;
    status.hasIdentity = found.has_identity;
    status.hasMaster = found.has_master;
    status.hasSelfSigning = found.has_self_signing;
    status.hasUserSigning = found.has_user_signing;
    status.isIdentityVerified = found.is_identity_verified;
    status.isDeviceSigned = found.is_device_signed;
    return status;
}

Result<QList<CryptoRequest>> CrossSigning::bootstrap()
{
    return requestsOf(m_machine.handle().machine->bootstrap());
}

Result<QList<CryptoRequest>> CrossSigning::newIdentity()
{
    return requestsOf(m_machine.handle().machine->new_identity());
}

Result<CryptoRequest> CrossSigning::takeNewIdentity()
{
    return onlyRequestOf(m_machine.handle().machine->take_new_identity());
}

Result<CryptoRequest> CrossSigning::signOwnDevice()
{
    return onlyRequestOf(m_machine.handle().machine->sign_own_device());
}

Result<bool> CrossSigning::requestMissingSecrets()
{
    return flagOf(m_machine.handle().machine->request_missing_secrets());
}

}
