// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "crypto/cryptomachine.h"
#include "crypto/keyfile.h"
#include "store/worker.h"

#include <atomic>
#include <functional>
#include <memory>

namespace linnet {

/// How far an import of room keys is: written on the worker, read on any thread.
struct KeyProgress
{
    std::atomic<int> done{0};
    std::atomic<int> total{0}; ///< 0: not known yet
};

/// The crypto machine of an account, seen from the GUI thread; a part of its Store. Calls are carried out on
/// the worker, in the order of all that is written. Errors beside the machine's: Unsupported where there is
/// none.
class Crypto
{
public:
    /// `worker` must outlive it. `refreshShields` is called when other messages may be shown than before.
    Crypto(Worker &worker, std::function<void()> refreshShields)
        : m_worker(worker), m_refreshShields(std::move(refreshShields))
    {
    }

    /// Asks the machine, or a view of it. `job` must capture values only.
    template <typename T>
    Task<T> call(std::function<Result<T>(CryptoMachine &)> job)
    {
        return onWorker<T>([job = std::move(job)](Worker::Connections &connections) -> Result<T> {
            return job(*connections.machine);
        });
    }

    // Who is to read what is said in an encrypted room, by its stored members. NotFound if there is no such
    // room or it is not encrypted, Unsupported if its algorithm is not known.

    /// Watches over their sessions from now on. True if what is known of them is out of date: a KeysQuery is
    /// among CryptoMachine::outgoingRequests() then.
    Task<bool> follow(RoomId room);
    /// See CryptoMachine::missingSessions().
    Task<std::optional<CryptoRequest>> missingSessions(RoomId room);
    /// Whether keys are given only to sessions that their own people have signed, and messages taken only
    /// from those (MSC4153). From now on: what is shown stays, but what was hidden is shown once it may be.
    void setTrustedOnly(bool isTrustedOnly);
    /// Tells the machine of it, once there is one.
    void applyTrust();
    /// See CryptoMachine::shareRoomKey().
    Task<QList<CryptoRequest>> shareRoomKey(RoomId room);

    // For who is invited to an encrypted room (client-server API, "Sharing keys between users").

    /// Whether the room's history is for them too, as the room stands now, and this session may give it.
    /// Errors as above.
    Task<bool> canGiveHistory(RoomId room);

    // What takes long; reads for the screen pass. `progress` may be null.

    /// See KeyBackup::importKeys(). `key` says what was asked for; empty: all of the backup.
    Task<KeyImport> importBackedUp(QByteArray reply, RoomKey key, std::shared_ptr<KeyProgress> progress);
    /// See KeyFile::importKeys().
    Task<KeyImport> importFile(QByteArray file, QString passphrase, std::shared_ptr<KeyProgress> progress);
    /// See KeyBundles::take().
    Task<KeyImport> importBundle(RoomId room, UserId inviter, QByteArray bundle);

private:
    template <typename T>
    Task<T> onWorker(std::function<Result<T>(Worker::Connections &)> job)
    {
        return m_worker.call<T>(Worker::Lane::Ordered,
                                [job = std::move(job)](Worker::Connections &connections) -> Result<T> {
                                    if (!connections.machine)
                                        return Error::of(Error::Kind::Unsupported);
                                    return job(connections);
                                });
    }

    Worker &m_worker;
    std::function<void()> m_refreshShields;
    bool m_isTrustedOnly = false;
};

}
