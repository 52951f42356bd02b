// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/crypto.h"

#include "crypto/keybackup.h"
#include "crypto/keybundles.h"
#include "store/roomkeyreaders.h"

#include <utility>

namespace linnet {

using Connections = Worker::Connections;

namespace {

KeyFile::Progress reportTo(const std::shared_ptr<KeyProgress> &progress, Connections &connections)
{
    return [progress, &connections](int done, int total) {
        if (progress) {
            progress->done = done;
            progress->total = total;
        }
        connections.letReadsPass();
    };
}

}

void Crypto::setTrustedOnly(bool isTrustedOnly)
{
    if (std::exchange(m_isTrustedOnly, isTrustedOnly) == isTrustedOnly)
        return;
    applyTrust();
    m_refreshShields();
}

void Crypto::applyTrust()
{
    // Where there is no machine yet, it is told when it opens.
    static_cast<void>(call<Done>([isTrustedOnly = m_isTrustedOnly](CryptoMachine &machine) -> Result<Done> {
        machine.setTrustedOnly(isTrustedOnly);
        return Done{};
    }));
}

Task<bool> Crypto::follow(RoomId room)
{
    return onWorker<bool>([room](Connections &connections) -> Result<bool> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        if (const Status tracked = connections.machine->track(readers->users); !tracked.isOk())
            return tracked.error();
        return connections.machine->needsQuery(readers->users);
    });
}

Task<std::optional<CryptoRequest>> Crypto::missingSessions(RoomId room)
{
    using Claim = std::optional<CryptoRequest>;
    return onWorker<Claim>([room](Connections &connections) -> Result<Claim> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        return connections.machine->missingSessions(readers->users);
    });
}

Task<QList<CryptoRequest>> Crypto::shareRoomKey(RoomId room)
{
    using Requests = QList<CryptoRequest>;
    return onWorker<Requests>(
        [room, isTrustedOnly = m_isTrustedOnly](Connections &connections) -> Result<Requests> {
            auto readers = RoomKeyReaders::of(connections.writer, room);
            if (!readers.isOk())
                return readers.error();
            if (isTrustedOnly)
                readers->encryption.recipients = RoomEncryption::Recipients::Signed;
            return connections.machine->shareRoomKey(room, readers->users, readers->encryption);
        });
}

Task<bool> Crypto::canGiveHistory(RoomId room)
{
    return onWorker<bool>([room](Connections &connections) -> Result<bool> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        if (!readers->encryption.isHistoryShared())
            return false;
        return KeyBundles(*connections.machine).canGive();
    });
}

Task<KeyImport> Crypto::importBackedUp(QByteArray reply, RoomKey key, std::shared_ptr<KeyProgress> progress)
{
    return onWorker<KeyImport>([reply, key, progress](Connections &connections) {
        return KeyBackup(*connections.machine)
            .importKeys(reply, key.room, key.session, reportTo(progress, connections));
    });
}

Task<KeyImport> Crypto::importFile(QByteArray file, QString passphrase, std::shared_ptr<KeyProgress> progress)
{
    return onWorker<KeyImport>([file, passphrase, progress](Connections &connections) {
        return KeyFile(*connections.machine).importKeys(file, passphrase, reportTo(progress, connections));
    });
}

Task<KeyImport> Crypto::importBundle(RoomId room, UserId inviter, QByteArray bundle)
{
    return onWorker<KeyImport>([room, inviter, bundle](Connections &connections) {
        return KeyBundles(*connections.machine).take(room, inviter, bundle, reportTo(nullptr, connections));
    });
}

}
