// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recoverylook.h"

#include "crypto/crosssigning.h"
#include "crypto/cryptorequests.h"
#include "crypto/devicedirectory.h"
#include "crypto/keybackup.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet {

namespace {

struct Here
{
    CrossSigningStatus identity;
    BackupState backup;
    BackupTrust trust;
    bool hasVerifiedOther = false;
};

bool isVerifiedOther(const DeviceInfo &device)
{
    return device.isVerified && !device.isOwn && !device.isDehydrated;
}

Result<Here> lookHere(CryptoMachine &machine, const UserId &self, const QByteArray &backup)
{
    const auto identity = CrossSigning(machine).status();
    if (!identity.isOk())
        return identity.error();
    const auto state = KeyBackup(machine).state();
    if (!state.isOk())
        return state.error();
    const auto devices = DeviceDirectory(machine).devices(self);
    if (!devices.isOk())
        return devices.error();
    Here here{*identity, *state, {}, std::any_of(devices->cbegin(), devices->cend(), isVerifiedOther)};
    if (backup.isEmpty())
        return here;
    const auto trust = KeyBackup(machine).trust(backup);
    if (!trust.isOk())
        return trust.error();
    here.trust = *trust;
    return here;
}

void apply(const Here &here, RecoveryStatus &status)
{
    status.isSessionVerified = here.identity.isDeviceSigned;
    status.hasSecrets = here.identity.isComplete();
    status.hasVerifiedOther = here.hasVerifiedOther;
    status.backupVersion = here.trust.version;
    status.isBackupTrusted = here.trust.isTrusted();
    status.hasBackupKey = here.trust.doesKeyFit;
    status.isBackupOn = status.hasBackup() && here.backup.version == here.trust.version;
    status.keys = here.backup.total;
    status.backedUpKeys = status.isBackupOn || !status.isKnown ? here.backup.backedUp : 0;
}

}

Task<bool> RecoveryLook::hasIdentity()
{
    return m_keys.flush()
        .andThen([this](Done) {
            return m_store.crypto().call<CryptoRequest>(
                [self = m_self](CryptoMachine &machine) { return machine.queryKeys({self}); });
        })
        .andThen([this](const CryptoRequest &query) {
            return m_api.send(CryptoRequests::request(m_api.requests().version(), query))
                .andThen([this, query](const Reply &reply) {
                    const bool hasOne =
                        QJsonDocument::fromJson(reply.body)[u"master_keys"].toObject().contains(
                            m_self.toString());
                    return m_keys.markSent(query, reply.body).andThen([hasOne](Done) { return hasOne; });
                });
        });
}

Task<QByteArray> RecoveryLook::currentBackup()
{
    return m_api.send(CryptoRequests::currentBackup(m_api.requests().version()))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QByteArray();
            return error;
        });
}

Task<RecoveryLook::View> RecoveryLook::atServer()
{
    return hasIdentity().andThen([this](bool hasOne) {
        return m_data.fetch().andThen([this, hasOne](const StoredSecrets &stored) {
            View view;
            view.status.isKnown = true;
            view.status.hasIdentity = hasOne;
            view.status.hasStorage = stored.exists();
            view.status.isIdentityStored = stored.exists() && stored.holdsIdentity();
            view.status.isBackupKeyStored = stored.exists() && stored.holdsBackupKey();
            return currentBackup().andThen([this, view](const QByteArray &backup) {
                View all = view;
                all.backup = backup;
                return here(all);
            });
        });
    });
}

Task<RecoveryLook::View> RecoveryLook::here(const View &before)
{
    return m_store.crypto()
        .call<Here>([self = m_self, backup = before.backup](CryptoMachine &machine) {
            return lookHere(machine, self, backup);
        })
        .andThen([before](const Here &found) {
            View view = before;
            apply(found, view.status);
            return view;
        });
}

}
