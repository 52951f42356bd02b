// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/syncloop.h"

#include "base/logging.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr auto PortalPause = 5s;
constexpr std::chrono::milliseconds LeastRoomRest = 30s; ///< after "too many requests"

/// Not any 400, which is also the answer to a request that one server finds fault with.
bool isUnrecognized(const Error &error)
{
    return ApiClient::isUnrecognized(error) && (error.httpStatus != 400 || error.isMatrix("M_UNRECOGNIZED"));
}

}

SyncLoop::SyncLoop(ApiClient &api, Store &store, Clock &clock, std::shared_ptr<const SyncDialect> dialect,
                   QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_clock(clock), m_dialect(std::move(dialect)),
      m_backoff(1s, 60s)
{
}

SyncLoop::~SyncLoop() = default;

void SyncLoop::start(const QByteArray &position, qint64 positionTs)
{
    goOnFrom({position, positionTs});
    m_isRunning = true;
    // A listener may stop or delete this.
    const QPointer<SyncLoop> isAlive(this);
    setConnection({Connection::Phase::Connecting, {}, {}});
    if (isAlive)
        poll();
}

void SyncLoop::goOnFrom(const StoredPosition &stored)
{
    m_position = stored.position;
    m_positionTs = stored.positionTs;
    m_isCaughtUp = false;
    m_hasMore = m_dialect->isBeginning(m_position);
    m_refusals = 0;
    m_backoff.reset();
}

void SyncLoop::stop()
{
    m_isRunning = false;
    endAttempt();
}

void SyncLoop::refuse(const Error &error)
{
    setConnection({Connection::Phase::Failed, error, {}});
}

void SyncLoop::addIncomplete(const QList<RoomId> &rooms)
{
    for (const RoomId &room : rooms) {
        if (!m_incomplete.contains(room))
            m_incomplete << room;
    }
}

void SyncLoop::setOpenRooms(const QList<RoomId> &rooms)
{
    const bool isAnyNew = std::any_of(rooms.begin(), rooms.end(),
                                      [this](const RoomId &room) { return !m_openRooms.contains(room); });
    m_openRooms = rooms;
    // Else the room comes as news does anyway, and the next poll asks for more of it.
    if (!isAnyNew || !m_hasMore || m_dialect->isBeginning(m_position))
        return;
    m_areOpenRoomsFirst = true;
    if (m_isAsking)
        poll();
}

void SyncLoop::setPresence(bool hasPresence)
{
    if (std::exchange(m_hasPresence, hasPresence) == hasPresence)
        return;
    // What waits for news says the contrary; what catches up is worth more, and soon over.
    if (m_isAsking && m_isCaughtUp)
        poll();
}

void SyncLoop::setDialect(std::shared_ptr<const SyncDialect> dialect)
{
    m_nextDialect = std::move(dialect);
    if (!m_isCommitting)
        poll();
}

void SyncLoop::changeDialect()
{
    QObject *context = newAttempt();
    m_store.position(m_api.server().version.dialect)
        .then(context, [this](const Result<StoredPosition> &stored) {
            if (!stored)
                return onFailure(stored.error());
            m_dialect = std::exchange(m_nextDialect, {});
            goOnFrom(*stored);
            poll();
        });
}

void SyncLoop::wakeUp()
{
    if (!m_isRunning)
        return;
    m_backoff.reset();
    if (m_isCommitting)
        return;
    m_isCaughtUp = false;
    poll();
}

void SyncLoop::poll()
{
    if (!m_isRunning)
        return;
    if (m_nextDialect)
        return changeDialect();
    // Also while this runs: the machine may have slept for weeks.
    const bool isLegacy = m_api.server().version.dialect == Dialect::V1;
    if (isLegacy && m_clock.now() - m_positionTs > LegacyPositionLife)
        m_position.clear();
    // What waits is asked for at once until there is nothing more, so that "syncing" means caught up.
    const auto timeout = m_isCaughtUp ? PollTime : 0ms;
    const SyncWishes wishes{timeout, m_openRooms, m_areOpenRoomsFirst, m_hasPresence};
    QObject *context = newAttempt();
    m_isAsking = true;
    m_api.sendOnce(m_dialect->request(m_position, wishes)).then(context, [this](Result<Reply> result) {
        m_isAsking = false;
        onReply(std::move(result));
    });
}

void SyncLoop::onReply(Result<Reply> result)
{
    if (!result) {
        if (!m_dialect->isBeginning(m_position) && m_dialect->isPositionRefused(result.error()))
            onPositionRefused(result.error());
        else if (isUnrecognized(result.error()))
            onUnrecognized(result.error());
        else
            onFailure(result.error());
        return;
    }
    m_areOpenRoomsFirst = false;
    const bool isFullState = m_dialect->isBeginning(m_position);
    QObject *context = newAttempt();
    m_isCommitting = true;
    m_store.commitSync(m_dialect, m_position, result->body, m_api.server().version.dialect, m_clock.now())
        .then(context, [this, isFullState](Result<CommittedBatch> committed) {
            onCommitted(std::move(committed), isFullState);
        });
}

void SyncLoop::onCommitted(Result<CommittedBatch> result, bool wasFullState)
{
    m_isCommitting = false;
    if (!result)
        return onFailure(result.error());
    // A v1 poll brings a piece of what waits, a sliding one a piece of the list, v3's replies all of it.
    const bool isLegacy = m_api.server().version.dialect == Dialect::V1;
    const bool isProgress = !result->rooms.isEmpty() && result->position != m_position;
    const bool isLast = wasFullState || !isLegacy || !isProgress;
    m_hasMore = result->hasMore;
    m_isCaughtUp = (isLast && !m_hasMore) || m_isCaughtUp;
    m_position = result->position;
    m_positionTs = m_clock.now();
    // A full state is no proof that what is refused will be taken now.
    if (!wasFullState)
        m_refusals = 0;
    if (m_refusals == 0)
        m_backoff.reset();
    addIncomplete(m_putOff);
    m_putOff.clear();
    addIncomplete(result->incomplete);
    if (m_clock.elapsed() < m_roomsNotBefore)
        m_putOff = std::exchange(m_incomplete, {});
    // From here on a listener may stop this.
    const QPointer<QObject> isCurrent(newAttempt());
    Q_EMIT committed(*result);
    if (isCurrent)
        m_store.release(result.take());
    if (isCurrent && m_isCaughtUp)
        setConnection({Connection::Phase::Syncing, {}, {}});
    if (isCurrent)
        fetchIncomplete();
}

// The stream says of a room that one has joined only that; its state must be here before what comes next.
void SyncLoop::fetchIncomplete()
{
    while (!m_incomplete.isEmpty()) {
        if (const auto request = m_dialect->roomRequest(m_incomplete.constFirst())) {
            const auto fallback = m_hasFallenBack ? m_dialect->roomFallbackRequest() : std::nullopt;
            return fetchRoom(fallback.value_or(*request), fallback.has_value());
        }
        m_incomplete.removeFirst();
    }
    poll();
}

void SyncLoop::fetchRoom(const Request &request, bool isFallback)
{
    m_api.sendOnce(request).then(newAttempt(), [this, isFallback](Result<Reply> result) {
        if (!result)
            return onRoom(result.error(), isFallback);
        QObject *context = newAttempt();
        m_isCommitting = true;
        m_store.commitRoom(m_dialect, m_incomplete.constFirst(), result->body, m_clock.now())
            .then(context, [this, isFallback](Result<CommittedBatch> committed) {
                m_isCommitting = false;
                onRoom(std::move(committed), isFallback);
            });
    });
}

void SyncLoop::onRoom(Result<CommittedBatch> result, bool isFallback)
{
    if (!result) {
        const Error &error = result.error();
        const bool isMissing = error.kind == Error::Kind::Unsupported || ApiClient::isUnrecognized(error);
        const auto fallback = m_dialect->roomFallbackRequest();
        if (!isFallback && isMissing && fallback) {
            m_hasFallenBack = true;
            return fetchRoom(*fallback, true);
        }
        return onRoomFailure(error);
    }
    m_incomplete.removeFirst();
    const QPointer<QObject> isCurrent(newAttempt());
    Q_EMIT committed(*result);
    if (isCurrent)
        fetchIncomplete();
}

void SyncLoop::onRoomFailure(const Error &error)
{
    const RoomId room = m_incomplete.takeFirst();
    if (error.isUnknownToken())
        return onFailure(error);
    qCInfo(lcSession) << "no state of" << room.toString() << error.matrixCode << error.httpStatus;
    // One may have been removed from it again; anything else is worth another try.
    if (error.matrixCode.isEmpty() || error.isTransient())
        m_putOff << room;
    if (error.kind == Error::Kind::RateLimited) {
        m_putOff += std::exchange(m_incomplete, {});
        m_roomsNotBefore = m_clock.elapsed() + std::max(error.retryAfter, LeastRoomRest);
    }
    fetchIncomplete();
}

void SyncLoop::onPositionRefused(const Error &error)
{
    qCInfo(lcSession) << "the server no longer knows the position; taking the full state";
    m_position = m_dialect->beginningOf(m_position);
    m_hasMore = true;
    QObject *context = newAttempt();
    m_store.forgetPosition(m_api.server().version.dialect, m_position)
        .then(context, [this, error](const Status &) {
            // A server that refuses what it has only just given must not be asked for everything in a circle.
            if (++m_refusals > 1)
                return onFailure(error);
            m_isCaughtUp = false;
            const QPointer<QObject> isCurrent(newAttempt());
            setConnection({Connection::Phase::Connecting, {}, {}});
            if (isCurrent)
                poll();
        });
}

void SyncLoop::onUnrecognized(const Error &error)
{
    const QPointer<QObject> isCurrent(newAttempt());
    Q_EMIT unrecognized(error);
    if (isCurrent)
        onFailure(error);
}

void SyncLoop::onFailure(const Error &error)
{
    qCInfo(lcSession) << "sync failed:" << int(error.kind) << error.matrixCode << error.httpStatus;
    m_isCaughtUp = false;
    if (error.isUnknownToken() || error.kind == Error::Kind::Corrupt ||
        error.kind == Error::Kind::NewerVersion) {
        stop();
        setConnection({Connection::Phase::Failed, error, {}});
        return;
    }
    const bool isStorage = error.kind == Error::Kind::DiskFull || error.kind == Error::Kind::Storage;
    // A server that answers in Matrix and says no, as M_USER_LOCKED or M_FORBIDDEN, is not out of reach.
    const bool isRefusal = error.kind == Error::Kind::Server && error.httpStatus < 500;
    retryLater(isStorage || isRefusal ? Connection::Phase::Failed : Connection::Phase::Offline, error);
}

void SyncLoop::retryLater(Connection::Phase phase, const Error &error)
{
    auto delay = std::max(m_backoff.next(QRandomGenerator::global()->generateDouble()), error.retryAfter);
    // Whoever signs in to the network waits for it.
    if (error.kind == Error::Kind::Portal)
        delay = std::min<std::chrono::milliseconds>(delay, PortalPause);
    QObject *context = newAttempt();
    m_clock.after(delay, context, [this] { poll(); });
    setConnection({phase, error, m_clock.elapsed() + delay});
}

void SyncLoop::setConnection(Connection connection)
{
    const bool isSame = m_connection.phase == connection.phase &&
                        m_connection.retryAt == connection.retryAt &&
                        m_connection.error.kind == connection.error.kind;
    m_connection = std::move(connection);
    if (!isSame || m_connection.phase == Connection::Phase::Connecting)
        Q_EMIT connectionChanged(m_connection);
}

// Ends what was under way and gives the context of what comes next.
QObject *SyncLoop::newAttempt()
{
    endAttempt();
    m_attempt = new QObject(this);
    return m_attempt;
}

void SyncLoop::endAttempt()
{
    m_isAsking = false;
    m_isCommitting = false;
    delete std::exchange(m_attempt, nullptr);
}

}
