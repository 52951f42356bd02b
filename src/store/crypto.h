// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "crypto/cryptomachine.h"
#include "store/worker.h"

namespace linnet {

/// The crypto machine of an account, seen from the GUI thread; a part of its Store. Calls are carried out on
/// the worker, in the order of all that is written. Errors beside the machine's: Unsupported where there is
/// none.
class Crypto
{
public:
    /// `worker` must outlive it.
    explicit Crypto(Worker &worker) : m_worker(worker) {}

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
    /// Whether keys are given only to sessions that their own people have signed, from now on (MSC4153).
    void setTrustedOnly(bool isTrustedOnly) { m_isTrustedOnly = isTrustedOnly; }
    /// See CryptoMachine::shareRoomKey().
    Task<QList<CryptoRequest>> shareRoomKey(RoomId room);

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
    bool m_isTrustedOnly = false;
};

}
