// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/crypto.h"

#include "store/roomkeyreaders.h"

namespace linnet {

template <typename T>
Task<T> Crypto::call(std::function<Result<T>(Worker::Connections &, CryptoMachine &)> job)
{
    return m_worker.call<T>(Worker::Lane::Ordered, [job](Worker::Connections &connections) -> Result<T> {
        if (!connections.machine)
            return Error::of(Error::Kind::Unsupported);
        return job(connections, *connections.machine);
    });
}

Task<QList<CryptoRequest>> Crypto::outgoing()
{
    return call<QList<CryptoRequest>>(
        [](Worker::Connections &, CryptoMachine &machine) { return machine.outgoingRequests(); });
}

Task<Done> Crypto::markSent(CryptoRequest request, QByteArray reply)
{
    return call<Done>([request, reply](Worker::Connections &, CryptoMachine &machine) {
        return machine.markSent(request, reply);
    });
}

Task<bool> Crypto::follow(RoomId room)
{
    return call<bool>([room](Worker::Connections &connections, CryptoMachine &machine) -> Result<bool> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        if (const Status tracked = machine.track(readers->users); !tracked.isOk())
            return tracked.error();
        return machine.needsQuery(readers->users);
    });
}

Task<std::optional<CryptoRequest>> Crypto::missingSessions(RoomId room)
{
    using Claim = std::optional<CryptoRequest>;
    return call<Claim>([room](Worker::Connections &connections, CryptoMachine &machine) -> Result<Claim> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        return machine.missingSessions(readers->users);
    });
}

Task<QList<CryptoRequest>> Crypto::share(RoomId room)
{
    using Requests = QList<CryptoRequest>;
    return call<Requests>([room](Worker::Connections &connections, CryptoMachine &machine) -> Result<Requests> {
        const auto readers = RoomKeyReaders::of(connections.writer, room);
        if (!readers.isOk())
            return readers.error();
        return machine.shareRoomKey(room, readers->users, readers->encryption);
    });
}

Task<QByteArray> Crypto::encrypt(RoomId room, QString type, QByteArray content)
{
    return call<QByteArray>([=](Worker::Connections &, CryptoMachine &machine) {
        return machine.encrypt(room, type, content);
    });
}

}
