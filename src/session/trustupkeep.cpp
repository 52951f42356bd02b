// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/trustupkeep.h"

#include "crypto/crosssigning.h"
#include "crypto/keybackup.h"

namespace linnet {

namespace {

/// Nobody is there to be asked.
Task<AuthAnswer> refuse(const AuthStage &)
{
    return Task<AuthAnswer>::ready(Error::of(Error::Kind::Cancelled));
}

}

bool TrustUpkeep::isFirst(const QString &what)
{
    const bool isNew = !m_tried.contains(what);
    m_tried.insert(what);
    return isNew;
}

Task<bool> TrustUpkeep::run(const RecoveryLook::View &view)
{
    const RecoveryStatus &status = view.status;
    if (!status.isKnown)
        return Task<bool>::ready(false);
    if (!status.hasIdentity)
        return isFirst(QStringLiteral("identity")) ? makeIdentity() : Task<bool>::ready(false);
    if (status.hasSecrets && !status.isSessionVerified && isFirst(QStringLiteral("signature")))
        return signSession();
    if (status.hasBackup() && status.isBackupTrusted && !status.isBackupOn &&
        isFirst(QStringLiteral("use ") + status.backupVersion))
        return useBackup(view);
    const bool lacksSecrets = !status.hasSecrets || (status.hasBackup() && !status.hasBackupKey);
    if (status.isSessionVerified && lacksSecrets && isFirst(QStringLiteral("ask ") + status.backupVersion))
        return askOthers();
    return Task<bool>::ready(false);
}

/// Servers take a first one without asking; those that do not have it made with the recovery key.
Task<bool> TrustUpkeep::makeIdentity()
{
    using ToSend = QList<CryptoRequest>;
    return m_store.crypto()
        .call<ToSend>([](CryptoMachine &machine) { return CrossSigning(machine).bootstrap(); })
        .andThen([this](const ToSend &requests) { return m_upload.send(requests, &refuse); })
        .andThen([](Done) { return true; });
}

Task<bool> TrustUpkeep::signSession()
{
    return m_store.crypto()
        .call<CryptoRequest>([](CryptoMachine &machine) { return CrossSigning(machine).signOwnDevice(); })
        .andThen([this](const CryptoRequest &request) { return m_keys.send(request); })
        .andThen([](Done) { return true; });
}

/// The answers come with a sync.
Task<bool> TrustUpkeep::askOthers()
{
    return m_store.crypto()
        .call<bool>([](CryptoMachine &machine) { return CrossSigning(machine).requestMissingSecrets(); })
        .andThen([this](bool isAsked) { return isAsked ? m_keys.flush() : Task<Done>::ready(Done{}); })
        .andThen([](Done) { return false; });
}

Task<bool> TrustUpkeep::useBackup(const RecoveryLook::View &view)
{
    return m_store.crypto()
        .call<Done>(
            [backup = view.backup](CryptoMachine &machine) { return KeyBackup(machine).enable(backup); })
        .andThen([](Done) { return true; });
}

Task<bool> TrustUpkeep::takeGivenKey(const RecoveryLook::View &view)
{
    if (view.backup.isEmpty())
        return Task<bool>::ready(false);
    return m_store.crypto().call<bool>(
        [backup = view.backup](CryptoMachine &machine) { return KeyBackup(machine).takeGivenKey(backup); });
}

}
