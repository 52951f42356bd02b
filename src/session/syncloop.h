// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/backoff.h"
#include "base/clock.h"
#include "session/apiclient.h"
#include "session/connection.h"
#include "store/store.h"

#include <QObject>

#include <memory>
#include <optional>

namespace linnet {

/// The only long poll of an account: asks, waits for the commit, asks again. Lost connections back off with
/// jitter; wakeUp() tries at once. A refused position, or under v1 one older than a week, takes the full
/// state anew. The dialect may change on the way, which takes the full state once. GUI thread.
class SyncLoop : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds PollTime{30'000};
    static constexpr qint64 LegacyPositionLife = 7LL * 24 * 3600 * 1000;

    SyncLoop(ApiClient &api, Store &store, Clock &clock, std::shared_ptr<const SyncDialect> dialect,
             QObject *parent = nullptr);
    ~SyncLoop() override;

    /// `position` as it was stored at `positionTs` (ms); empty: the full state.
    void start(const QByteArray &position, qint64 positionTs);
    void stop();
    /// Says that it cannot be started, and why.
    void refuse(const Error &error);
    /// Rooms whose state never came, as after a crash between a join and its answer (v1). Before start().
    void addIncomplete(const QList<RoomId> &rooms);
    /// True while the state of a room that one has joined is still to come.
    bool isIncomplete(const RoomId &room) const
    {
        return m_incomplete.contains(room) || m_putOff.contains(room);
    }
    /// The rooms that are shown in a window. Those that the list has not come to yet are asked for at once.
    void setOpenRooms(const QList<RoomId> &rooms);
    /// Goes on in another dialect, which must be that of ApiClient::server(), when what is being stored is
    /// stored; what the server has not answered yet is dropped.
    void setDialect(std::shared_ptr<const SyncDialect> dialect);
    const SyncDialect &dialect() const { return *m_dialect; }
    /// Whether syncing says that one is online, and asks who else is, where a dialect has that.
    void setPresence(bool hasPresence);
    /// The network is back or the machine woke: forget the backoff and ask at once.
    void wakeUp();
    const Connection &connection() const { return m_connection; }

Q_SIGNALS:
    void committed(const linnet::CommittedBatch &batch);
    void connectionChanged(const linnet::Connection &connection);
    /// The server does not know the endpoint of this dialect. It is asked again like any other that is out of
    /// reach, unless a listener calls setDialect().
    void unrecognized(const linnet::Error &error);

private:
    void poll();
    void goOnFrom(const StoredPosition &stored);
    void changeDialect();
    void onReply(Result<Reply> result);
    void onCommitted(Result<CommittedBatch> result, bool wasFullState);
    void fetchIncomplete();
    void fetchRoom(const Request &request, bool isFallback);
    void onRoom(Result<CommittedBatch> result, bool isFallback);
    void onRoomFailure(const Error &error);
    void onFailure(const Error &error);
    void retryLater(Connection::Phase phase, const Error &error);
    void onPositionRefused(const Error &error);
    void onUnrecognized(const Error &error);
    void setConnection(Connection connection);
    QObject *newAttempt();
    void endAttempt();

    ApiClient &m_api;
    Store &m_store;
    Clock &m_clock;
    std::shared_ptr<const SyncDialect> m_dialect;
    std::shared_ptr<const SyncDialect> m_nextDialect; ///< its position is still to be read
    QList<RoomId> m_openRooms;
    QByteArray m_position;
    qint64 m_positionTs = 0;                       ///< when it was committed, ms
    int m_refusals = 0;                            ///< of positions, since a poll that worked
    QList<RoomId> m_incomplete;                    ///< still to be fetched, before the next poll
    QList<RoomId> m_putOff;                        ///< their fetch failed; tried again after a good poll
    std::chrono::milliseconds m_roomsNotBefore{0}; ///< on Clock::elapsed(); until then rooms are put off
    Backoff m_backoff;
    Connection m_connection;
    QObject *m_attempt = nullptr; ///< context of the request or timer that is under way; a child
    bool m_isRunning = false;
    bool m_hasPresence = true;
    bool m_isAsking = false;     ///< the attempt waits for the server's answer to a poll
    bool m_isCommitting = false; ///< the attempt waits for the store, which must not be cut short
    bool m_isCaughtUp = false;
    bool m_hasMore = false;           ///< the list has not been read to its end
    bool m_areOpenRoomsFirst = false; ///< of the next request
    bool m_hasFallenBack = false;     ///< the server has no initialSync of one room
};

}
