// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "crypto/cryptorequest.h"
#include "store/worker.h"

namespace linnet {

/// What the crypto machine of an account is asked for, seen from the GUI thread; a part of its Store. Calls are
/// carried out on the worker in the order of all that is written. Errors beside the machine's: Unsupported
/// where there is none.
class Crypto
{
public:
    /// `worker` must outlive it.
    explicit Crypto(Worker &worker) : m_worker(worker) {}

    /// All that is to be sent now, in order.
    Task<QList<CryptoRequest>> outgoing();
    Task<Done> markSent(CryptoRequest request, QByteArray reply);

    /// Watches over the members of an encrypted room from now on. True if what is known of their sessions is
    /// out of date: a KeysQuery is among outgoing() then. Unsupported if the room's algorithm is.
    Task<bool> follow(RoomId room);
    /// The claim of what is needed before the room's key can be given to all of its sessions; nothing: none.
    Task<std::optional<CryptoRequest>> missingSessions(RoomId room);
    /// What gives the room's key to those who do not have it; a new key where it must be one.
    Task<QList<CryptoRequest>> share(RoomId room);
    /// The content of an `m.room.encrypted`. NotFound: share() again.
    Task<QByteArray> encrypt(RoomId room, QString type, QByteArray content);

private:
    template <typename T>
    Task<T> call(std::function<Result<T>(Worker::Connections &, CryptoMachine &)> job);

    Worker &m_worker;
};

}
