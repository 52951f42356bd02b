// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recoverykeymaker.h"

#include "crypto/crosssigning.h"
#include "crypto/cryptorequests.h"
#include "crypto/keybackup.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RecoveryKeyMaker)
};

enum class Fit {
    Used,   ///< keys go into it
    Closed, ///< nothing here opens it
};

Result<Fit> useIfItFits(CryptoMachine &machine, const QByteArray &backup)
{
    const auto trust = KeyBackup(machine).trust(backup);
    if (!trust.isOk())
        return trust.error();
    if (!trust->doesKeyFit)
        return Fit::Closed;
    if (const Status status = KeyBackup(machine).enable(backup); !status)
        return status.error();
    return Fit::Used;
}

}

RecoveryKeyMaker::RecoveryKeyMaker(ApiClient &api, Store &store, KeyExchange &keys, const UserId &self)
    : m_api(api), m_store(store), m_keys(keys), m_self(self), m_look(api, store, keys, self),
      m_upload(api, store, keys, self), m_data(api, self)
{
}

Task<Done> RecoveryKeyMaker::make(const Key &key, const AskAuth &ask, const RecoveryProgress &progress)
{
    return run(false, key, ask, progress);
}

Task<Done> RecoveryKeyMaker::reset(const Key &key, const AskAuth &ask, const RecoveryProgress &progress)
{
    return run(true, key, ask, progress);
}

Task<Done> RecoveryKeyMaker::run(bool isReset, const Key &key, const AskAuth &ask,
                                 const RecoveryProgress &progress)
{
    progress(RecoveryStep::Identity);
    return (isReset ? replaceIdentity(ask) : ensureIdentity(ask))
        .andThen([this, progress](Done) {
            progress(RecoveryStep::Backup);
            return ensureBackup(true);
        })
        .andThen([this, key, progress](Done) {
            progress(RecoveryStep::Storage);
            return store(key);
        });
}

Task<Done> RecoveryKeyMaker::ensureIdentity(const AskAuth &ask)
{
    using ToSend = QList<CryptoRequest>;
    return m_look.hasIdentity().andThen([this, ask](bool hasOne) {
        return m_store.crypto()
            .call<ToSend>([hasOne](CryptoMachine &machine) -> Result<ToSend> {
                const auto status = CrossSigning(machine).status();
                if (!status.isOk())
                    return status.error();
                if (!hasOne)
                    return CrossSigning(machine).bootstrap();
                if (!status->isComplete())
                    return Error::of(Error::Kind::Invalid,
                                     Words::tr("Enter your recovery key first, or verify this session."));
                if (status->isDeviceSigned)
                    return ToSend();
                const auto signature = CrossSigning(machine).signOwnDevice();
                if (!signature.isOk())
                    return signature.error();
                return ToSend{*signature};
            })
            .andThen([this, ask](const ToSend &requests) { return m_upload.send(requests, ask); });
    });
}

/// The keys that are here are kept until the server has taken the new ones: it may ask for a password first,
/// and the person may say no.
Task<Done> RecoveryKeyMaker::replaceIdentity(const AskAuth &ask)
{
    using ToSend = QList<CryptoRequest>;
    return m_look.hasIdentity()
        .andThen([this](bool) {
            return m_store.crypto().call<ToSend>(
                [](CryptoMachine &machine) { return CrossSigning(machine).newIdentity(); });
        })
        .andThen([this, ask](const ToSend &requests) { return m_upload.send(requests, ask); })
        .andThen([this](Done) { return m_keys.query(m_self); })
        .andThen([this](Done) {
            return m_store.crypto().call<CryptoRequest>(
                [](CryptoMachine &machine) { return CrossSigning(machine).takeNewIdentity(); });
        })
        .andThen([this](const CryptoRequest &signature) {
            m_store.refreshShields(); // people are not verified any more
            return m_keys.send(signature);
        });
}

Task<Done> RecoveryKeyMaker::ensureBackup(bool mayReplace)
{
    return m_look.currentBackup().andThen([this, mayReplace](const QByteArray &backup) {
        if (backup.isEmpty())
            return makeBackup();
        return m_store.crypto()
            .call<Fit>([backup](CryptoMachine &machine) { return useIfItFits(machine, backup); })
            .andThen([this, mayReplace](Fit fit) {
                return fit == Fit::Closed && mayReplace ? makeBackup() : Task<Done>::ready(Done{});
            });
    });
}

/// A lost answer leaves a backup that nobody can open; the next run puts another in its place.
Task<Done> RecoveryKeyMaker::makeBackup()
{
    using Backup = KeyBackup::NewBackup;
    return m_store.crypto()
        .call<Backup>([](CryptoMachine &machine) { return KeyBackup(machine).makeNew(); })
        .andThen([this](const Backup &backup) {
            const Request request = CryptoRequests::createBackup(m_api.requests().version(), backup.body);
            return m_api.send(request).andThen([this, key = backup.key](const Reply &reply) {
                const QString version = CryptoRequests::readBackupVersion(reply.body);
                if (version.isEmpty())
                    return Task<Done>::ready(Error::of(Error::Kind::BadReply));
                return m_store.crypto().call<Done>([key, version](CryptoMachine &machine) {
                    return KeyBackup(machine).create(key, version);
                });
            });
        });
}

Task<Done> RecoveryKeyMaker::store(const Key &key)
{
    using Secrets = QList<AccountSecret>;
    return m_data.fetch().andThen([this, key](const StoredSecrets &old) {
        return m_store.crypto()
            .call<Secrets>([key](CryptoMachine &machine) { return SecretStorage(machine).store(*key); })
            .andThen([this, key, old](const Secrets &data) { return m_data.replace(old, key->id(), data); });
    });
}

}
