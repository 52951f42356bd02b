// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/request.h"
#include "matrix/syncbatch.h"

#include <chrono>
#include <memory>
#include <optional>

namespace linnet {

/// What a request for news asks for beside what comes after a position.
struct SyncWishes
{
    std::chrono::milliseconds timeout{0}; ///< how long the server may wait for news
    QList<RoomId> openRooms{};            ///< shown in a window: sliding sync asks for more of them
    bool areOpenRoomsFirst = false;       ///< sliding sync: they are not to wait for the rest of the list
    bool hasPresence = true; ///< v3: one is seen to be online, and told who else is; the others know neither
};

/// One way to follow an account: makes the request for what comes after a position, and reads the reply.
/// Pure and const: request() runs on the GUI thread, the parsers on the worker.
class SyncDialect
{
public:
    virtual ~SyncDialect() = default;

    /// A position that isBeginning() asks for the full state.
    virtual Request request(const QByteArray &position, const SyncWishes &wishes) const = 0;
    /// `position` is the one that was asked with. `now` (ms) dates events that carry only an age.
    virtual Result<SyncBatch> parse(const QByteArray &position, const QByteArray &reply,
                                    qint64 now) const = 0;

    /// v1: asks for a room of SyncBatch::incomplete; nullopt where the stream brings everything.
    virtual std::optional<Request> roomRequest(const RoomId &) const { return std::nullopt; }
    /// v1: for servers of before 0.5, where parseRoom() gives Error::Kind::Unsupported: asks for all rooms;
    /// the reply goes to parseRoom() too, which picks the one room out of it.
    virtual std::optional<Request> roomFallbackRequest() const { return std::nullopt; }
    virtual Result<SyncBatch> parseRoom(const RoomId &, const QByteArray &, qint64) const
    {
        return SyncBatch{};
    }

    /// True if `error` says that the server no longer knows the position.
    virtual bool isPositionRefused(const Error &error) const = 0;
    /// Where to begin anew after that: `position` without what was refused, or empty.
    virtual QByteArray beginningOf(const QByteArray &) const { return {}; }
    virtual bool isBeginning(const QByteArray &position) const { return position.isEmpty(); }

    /// False where the stream does not say who is online, and it has to be asked for.
    virtual bool hasPresence() const { return true; }
};

/// `self` is whose account it is: one's own membership is read from the events about it.
std::unique_ptr<SyncDialect> makeSyncDialect(ServerVersion version, UserId self);

}
