// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keyexchange.h"

#include "base/logging.h"
#include "crypto/cryptorequests.h"

#include <QRandomGenerator>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostQueries = 3; ///< for one message: somebody may always add a session meanwhile

}

KeyExchange::KeyExchange(ApiClient &api, Store &store, const RoomList &rooms, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rooms(rooms), m_backoff(2s, 5min)
{
}

bool KeyExchange::isAvailable() const
{
    return m_isOpen && m_api.requests().version().dialect != Dialect::V1;
}

bool KeyExchange::isEncryptable(const QString &type)
{
    return type != QLatin1String("m.room.redaction") && type != QLatin1String("m.reaction");
}

void KeyExchange::resume()
{
    if (isAvailable() && !m_isFlushing && m_api.clock().elapsed() >= m_notBefore)
        flush().then(this, [](const Status &) {});
}

/// Sends all that is to be sent; whoever asks meanwhile waits for the end of it.
Task<Done> KeyExchange::flush()
{
    const Promise<Done> promise;
    m_waiting.append(promise);
    if (!std::exchange(m_isFlushing, true))
        sendOutgoing();
    return promise.task();
}

void KeyExchange::sendOutgoing()
{
    using Outgoing = QList<CryptoRequest>;
    auto outgoing =
        m_store.crypto().call<Outgoing>([](CryptoMachine &machine) { return machine.outgoingRequests(); });
    std::move(outgoing).then(this, [this](Result<Outgoing> requests) {
        if (!requests)
            return endFlush(requests.error());
        requests->removeIf([this](const CryptoRequest &each) { return m_refused.contains(each.id); });
        if (requests->isEmpty())
            return endFlush(Done{});
        sendNext(requests.take());
    });
}

void KeyExchange::sendNext(QList<CryptoRequest> requests)
{
    if (requests.isEmpty())
        return sendOutgoing(); // what was answered may ask for more
    const CryptoRequest request = requests.takeFirst();
    send(request).then(this, [this, request, requests](const Status &status) {
        if (!status && !isRefusal(status.error()))
            return endFlush(status);
        if (!status) {
            qCWarning(lcSession) << "keys were refused:" << int(request.kind) << status.error().matrixCode;
            m_refused.insert(request.id);
            Q_EMIT refused(request.kind, status.error());
        }
        sendNext(requests);
    });
}

void KeyExchange::endFlush(const Status &status)
{
    m_isFlushing = false;
    if (status) {
        m_backoff.reset();
    } else {
        const auto rest = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_notBefore = m_api.clock().elapsed() + std::max(rest, status.error().retryAfter);
    }
    for (const Promise<Done> &waiting : std::exchange(m_waiting, {}))
        waiting.resolve(status);
}

/// Something about the request itself: to repeat it is no use.
bool KeyExchange::isRefusal(const Error &error) const
{
    return error.kind == Error::Kind::Invalid ||
           (error.kind == Error::Kind::Server && error.httpStatus >= 400 && error.httpStatus < 500 &&
            !error.isUnknownToken());
}

Task<Done> KeyExchange::send(const CryptoRequest &request)
{
    return m_api.sendOnce(CryptoRequests::request(m_api.requests().version(), request))
        .andThen([this, request](const Reply &reply) {
            return m_store.crypto().call<Done>([request, reply = reply.body](CryptoMachine &machine) {
                return machine.markSent(request, reply);
            });
        })
        .andThen([this, kind = request.kind](Done) {
            if (kind == CryptoRequest::Kind::KeysQuery)
                m_store.refreshShields();
            return Done{};
        });
}

Task<Done> KeyExchange::sendAll(QList<CryptoRequest> requests)
{
    if (requests.isEmpty())
        return Task<Done>::ready(Done{});
    const CryptoRequest first = requests.takeFirst();
    return send(first).andThen([this, requests](Done) { return sendAll(requests); });
}

Task<QByteArray> KeyExchange::encrypt(const RoomId &room, const QString &type, const QByteArray &content)
{
    if (!isAvailable())
        return Task<QByteArray>::ready(Error::of(Error::Kind::Unsupported));
    return loadMembers(room)
        .andThen([this, room](Done) { return learnSessions(room, MostQueries); })
        .andThen([this, room](Done) { return claim(room); })
        .andThen([this, room](Done) { return m_store.crypto().shareRoomKey(room); })
        .andThen([this](const QList<CryptoRequest> &requests) { return sendAll(requests); })
        .andThen([this, room, type, content](Done) {
            return m_store.crypto().call<QByteArray>([room, type, content](CryptoMachine &machine) {
                return machine.encrypt(room, type, content);
            });
        });
}

/// Servers name the members of a room only as far as they have spoken.
Task<Done> KeyExchange::loadMembers(const RoomId &room)
{
    const Room *known = m_rooms.find(room);
    if (!known)
        return Task<Done>::ready(Error::of(Error::Kind::NotFound, room.toString()));
    if (known->areMembersLoaded)
        return Task<Done>::ready(Done{});
    return m_api.send(m_api.requests().members(room))
        .andThen([this, room](const Reply &reply) {
            return m_store.commitMembers(room, reply.body, m_api.clock().now());
        })
        .andThen([](const CommittedRoom &) { return Done{}; });
}

Task<Done> KeyExchange::learnSessions(const RoomId &room, int triesLeft)
{
    return m_store.crypto().follow(room).andThen([this, room, triesLeft](bool needsQuery) {
        if (!needsQuery || triesLeft == 0)
            return Task<Done>::ready(Done{});
        return flush().andThen([this, room, triesLeft](Done) { return learnSessions(room, triesLeft - 1); });
    });
}

Task<Done> KeyExchange::claim(const RoomId &room)
{
    return m_store.crypto().missingSessions(room).andThen(
        [this](const std::optional<CryptoRequest> &request) {
            return request ? send(*request) : Task<Done>::ready(Done{});
        });
}

}
