// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/keyexchange.h"

#include "base/logging.h"
#include "crypto/cryptorequests.h"
#include "session/sendverdict.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostQueries = 3;     ///< for one message: somebody may always add a session meanwhile
constexpr int MostUploads = 10;    ///< one after the other, before the server is known to drop them
constexpr auto LookRest = 2min;    ///< between looks whether the server has still not ours
constexpr auto PrepareRest = 1min; ///< who writes for longer has somebody new in the room perhaps
constexpr auto UploadRest = 60min; ///< after a refusal that says nothing of the keys

/// The first upload of a session's keys, or one whose answer was lost.
bool introducesSession(const CryptoRequest &request)
{
    return request.kind == CryptoRequest::Kind::KeysUpload && request.body.contains("\"device_keys\":");
}

/// How servers say that they have another one-time key under this name; the specification has no code of its
/// own for it.
bool mayBeOfTaken(const Error &error)
{
    return error.isMatrix("M_UNKNOWN") || error.isMatrix("M_INVALID_PARAM");
}

}

KeyExchange::KeyExchange(ApiClient &api, Store &store, const RoomList &rooms, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_rooms(rooms), m_health(api), m_backoff(2s, 5min)
{
}

bool KeyExchange::isAvailable() const
{
    return canTalk() && m_health.areKeysOurs();
}

bool KeyExchange::canTalk() const
{
    return m_isOpen && m_api.requests().version().dialect != Dialect::V1;
}

bool KeyExchange::isEncryptable(const QString &type)
{
    return type != QLatin1String("m.room.redaction") && type != QLatin1String("m.reaction");
}

void KeyExchange::resume()
{
    if (canTalk() && !m_isFlushing && m_api.clock().elapsed() >= m_notBefore)
        flush().then(this, [](const Status &) {});
}

/// Sends all that is to be sent; whoever asks meanwhile waits for the end of it.
Task<Done> KeyExchange::flush()
{
    const Promise<Done> promise;
    m_waiting.append(promise);
    if (!std::exchange(m_isFlushing, true)) {
        m_uploads = 0;
        m_hasClaimed = false;
        sendOutgoing();
    }
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
        if (!mustLook(*requests))
            return sendAllowed(m_kept + *requests);
        lookAtOwnKeys().then(this, [this, toSend = m_kept + *requests](const Result<KeysAtServer> &keys) {
            if (keys)
                sendAllowed(toSend);
            else
                endFlush(keys.error());
        });
    });
}

/// Before the session is made known, and from time to time while others' keys stand in its place.
bool KeyExchange::mustLook(const QList<CryptoRequest> &requests)
{
    m_isIntroduced = std::none_of(requests.cbegin(), requests.cend(), introducesSession);
    if (!m_health.areKeysOurs())
        return m_api.clock().elapsed() >= m_lookAgain;
    return !m_isIntroduced && !m_hasLooked;
}

Task<KeysAtServer> KeyExchange::lookAtOwnKeys()
{
    m_lookAgain = m_api.clock().elapsed() + LookRest;
    return m_store.crypto()
        .call<CryptoRequest>([](CryptoMachine &machine) { return machine.queryOwnKeys(); })
        .andThen([this](const CryptoRequest &query) {
            return m_api.sendOnce(CryptoRequests::request(m_api.requests().version(), query));
        })
        .andThen([this](const Reply &reply) {
            return m_store.crypto().call<KeysAtServer>(
                [body = reply.body](CryptoMachine &machine) -> Result<KeysAtServer> {
                    // Servers may leave out who has no session with keys.
                    return machine.keysAtServer(body).value_or(KeysAtServer::Absent);
                });
        })
        .andThen([this](KeysAtServer keys) {
            m_hasLooked = true;
            m_health.setAtServer(keys, m_isIntroduced);
            return keys;
        });
}

/// Looks for this session in the answer to a KeysQuery.
Task<Done> KeyExchange::noteOwnKeys(const QByteArray &reply)
{
    using Seen = std::optional<KeysAtServer>;
    return m_store.crypto()
        .call<Seen>([reply](CryptoMachine &machine) -> Result<Seen> { return machine.keysAtServer(reply); })
        .andThen([this](const Seen &seen) {
            if (seen)
                m_health.setAtServer(*seen, m_isIntroduced);
            return Done{};
        });
}

void KeyExchange::sendAllowed(QList<CryptoRequest> requests)
{
    requests.removeIf([this](const CryptoRequest &each) {
        return m_refused.contains(each.id) ||
               (each.kind == CryptoRequest::Kind::KeysUpload && !mayUpload()) ||
               (each.kind == CryptoRequest::Kind::KeysClaim && m_hasClaimed);
    });
    if (requests.isEmpty())
        endFlush(Done{});
    else
        sendNext(std::move(requests));
}

bool KeyExchange::mayUpload() const
{
    return m_health.areKeysOurs() && !m_health.has(EncryptionHealth::Problem::OldCopy) &&
           m_api.clock().elapsed() >= m_uploadNotBefore;
}

void KeyExchange::sendNext(QList<CryptoRequest> requests)
{
    if (requests.isEmpty())
        return sendOutgoing(); // what was answered may ask for more
    const CryptoRequest request = requests.takeFirst();
    send(request).then(this, [this, request, requests](const Status &status) {
        const bool isSettled = status || verdictOf(status.error()) == SendVerdict::Park;
        if (isSettled && dropKept(request) && !status)
            return endFlush(status);
        // A query has another name each time, so it would be asked for again at once.
        if (!status && (!isRefusal(status.error()) || request.kind == CryptoRequest::Kind::KeysQuery))
            return endFlush(status);
        if (!status) {
            onRefused(request, status.error()).then(this, [this, requests](const Status &) {
                sendNext(requests);
            });
            return;
        }
        if (request.kind == CryptoRequest::Kind::KeysUpload)
            countUpload();
        // The machine wants it for ever where that session has no key left.
        m_hasClaimed = m_hasClaimed || request.kind == CryptoRequest::Kind::KeysClaim;
        sendNext(requests);
    });
}

/// Whether it was one of those.
bool KeyExchange::dropKept(const CryptoRequest &request)
{
    return m_kept.removeIf([&request](const CryptoRequest &each) { return each.id == request.id; }) > 0;
}

/// The machine wants another upload as long as the server counts too few: for ever, if it drops what it is
/// given.
void KeyExchange::countUpload()
{
    if (++m_uploads >= MostUploads)
        m_health.setOldCopy();
}

/// An upload has another name each time. It is repeated after a rest, but not where the server has other
/// one-time keys of this very session.
Task<Done> KeyExchange::onRefused(const CryptoRequest &request, const Error &error)
{
    qCWarning(lcSession) << "keys were refused:" << int(request.kind) << error.matrixCode;
    m_refused.insert(request.id);
    Q_EMIT refused(request.kind, error);
    if (request.kind != CryptoRequest::Kind::KeysUpload)
        return Task<Done>::ready(Done{});
    m_uploadNotBefore = m_api.clock().elapsed() + UploadRest;
    const bool isOfTaken = mayBeOfTaken(error) && request.body.contains("\"one_time_keys\":");
    return lookAtOwnKeys().andThen([this, isOfTaken](KeysAtServer keys) {
        if (isOfTaken && keys == KeysAtServer::Same)
            m_health.setOldCopy();
        return Done{};
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
bool KeyExchange::isRefusal(const Error &error)
{
    return error.kind == Error::Kind::Invalid ||
           (error.kind == Error::Kind::Server && verdictOf(error) == SendVerdict::Park);
}

Task<Done> KeyExchange::send(const CryptoRequest &request)
{
    return deliver(request).andThen([this, request](const Reply &reply) { return takeIn(request, reply); });
}

Task<Reply> KeyExchange::deliver(const CryptoRequest &request)
{
    return sealed(request).andThen([this](const CryptoRequest &toSend) {
        return m_api.sendOnce(CryptoRequests::request(m_api.requests().version(), toSend));
    });
}

Task<Done> KeyExchange::takeIn(const CryptoRequest &request, const Reply &reply)
{
    return markSent(request, reply.body).andThen([this, kind = request.kind](Done) {
        if (kind == CryptoRequest::Kind::KeysQuery)
            m_store.refreshShields();
        if (kind == CryptoRequest::Kind::KeysQuery || kind == CryptoRequest::Kind::SignatureUpload)
            Q_EMIT keysLearned();
        return Done{};
    });
}

Task<Done> KeyExchange::markSent(const CryptoRequest &request, const QByteArray &reply)
{
    return m_store.crypto()
        .call<Done>([request, reply](CryptoMachine &machine) { return machine.markSent(request, reply); })
        .andThen([this, kind = request.kind, reply](Done) {
            return kind == CryptoRequest::Kind::KeysQuery ? noteOwnKeys(reply) : Task<Done>::ready(Done{});
        });
}

/// The request as it is to go: what the machine says in an encrypted room goes encrypted. This does not wait
/// for flush(), which may be what waits for this.
Task<CryptoRequest> KeyExchange::sealed(const CryptoRequest &request)
{
    const Room *known =
        request.kind == CryptoRequest::Kind::RoomMessage ? m_rooms.find(request.room) : nullptr;
    if (!known || !known->isEncrypted)
        return Task<CryptoRequest>::ready(request);
    return loadMembers(request.room)
        .andThen([this, request](Done) { return m_store.crypto().follow(request.room); })
        .andThen([this, request](bool) { return shareWithKnown(request.room); })
        .andThen(
            [this, request](Done) { return encryptWithKey(request.room, request.eventType, request.body); })
        .andThen([request](const QByteArray &content) {
            CryptoRequest closed = request;
            closed.eventType = EncryptedType;
            closed.body = content;
            return closed;
        });
}

Task<EventId> KeyExchange::sendEvent(const RoomId &room, const QString &type, const QByteArray &content)
{
    const Room *known = m_rooms.find(room);
    if (!known)
        return Task<EventId>::ready(Error::of(Error::Kind::NotFound, room.toString()));
    const auto put = [this, room](const QString &as, const QByteArray &what) {
        const TxnId txn(QUuid::createUuid().toString(QUuid::WithoutBraces));
        return m_api.send(m_api.requests().send(room, as, txn, what)).andThen([](const Reply &reply) {
            return Requests::readEventId(reply.body);
        });
    };
    if (!known->isEncrypted)
        return put(type, content);
    return encrypt(room, type, content).andThen([put](const QByteArray &closed) {
        return put(EncryptedType, closed);
    });
}

Task<Done> KeyExchange::query(const UserId &user)
{
    return m_store.crypto()
        .call<CryptoRequest>([user](CryptoMachine &machine) { return machine.queryKeys({user}); })
        .andThen([this](const CryptoRequest &request) { return send(request); });
}

/// The server has the next one while what it has said to this one is taken in.
Task<Done> KeyExchange::sendAll(QList<CryptoRequest> requests)
{
    if (requests.isEmpty())
        return Task<Done>::ready(Done{});
    const CryptoRequest first = requests.takeFirst();
    return deliver(first).andThen([this, first, requests](const Reply &reply) {
        const auto rest = std::make_shared<Task<Done>>(sendAll(requests));
        return takeIn(first, reply).andThen([rest](Done) { return std::move(*rest); });
    });
}

Task<QByteArray> KeyExchange::encrypt(const RoomId &room, const QString &type, const QByteArray &content)
{
    if (!isAvailable())
        return Task<QByteArray>::ready(Error::of(Error::Kind::Unsupported));
    return prepared(room)
        .andThen([this, room](Done) { return shareKey(room); })
        .andThen([this, room, type, content](Done) { return encryptWithKey(room, type, content); });
}

bool KeyExchange::canGoAhead(const RoomId &room) const
{
    const Room *known = m_rooms.find(room);
    return known && known->isEncrypted && isAvailable();
}

void KeyExchange::learn(const RoomId &room)
{
    if (canGoAhead(room))
        goAhead(room, Ahead::Sessions);
}

void KeyExchange::prepare(const RoomId &room)
{
    const auto now = m_api.clock().elapsed();
    const auto before = m_preparedAt.constFind(room);
    const bool wasJustDone = before != m_preparedAt.cend() && now - *before < PrepareRest;
    if (wasJustDone || !canGoAhead(room))
        return;
    m_preparedAt.insert(room, now);
    goAhead(room, Ahead::Key);
}

/// One thing at a time in a room: two would ask the server for the same.
void KeyExchange::goAhead(const RoomId &room, Ahead what, QList<Promise<Done>> waiting)
{
    if (const auto running = m_preparing.find(room); running != m_preparing.end()) {
        running->wantsKey |= what == Ahead::Key && running->what == Ahead::Sessions;
        return;
    }
    m_preparing.insert(room, {what, false, std::move(waiting)});
    auto task = what == Ahead::Key ? shareKey(room) : learnRoom(room);
    std::move(task).then(this, [this, room](const Status &) {
        const Preparing done = m_preparing.take(room);
        if (done.wantsKey)
            return goAhead(room, Ahead::Key, done.waiting);
        for (const Promise<Done> &each : done.waiting)
            each.resolve(Done{});
    });
}

/// What is under way is not done a second time beside it.
Task<Done> KeyExchange::prepared(const RoomId &room)
{
    const auto preparing = m_preparing.find(room);
    if (preparing == m_preparing.end())
        return Task<Done>::ready(Done{});
    const Promise<Done> promise;
    preparing->waiting.append(promise);
    return promise.task();
}

Task<Done> KeyExchange::learnRoom(const RoomId &room)
{
    return loadMembers(room).andThen([this, room](Done) { return learnSessions(room, MostQueries); });
}

Task<Done> KeyExchange::shareKey(const RoomId &room)
{
    return learnRoom(room).andThen([this, room](Done) {
        return m_health.areKeysOurs() ? shareWithKnown(room)
                                      : Task<Done>::ready(Error::of(Error::Kind::Cancelled));
    });
}

/// With all sessions that are known in the room.
Task<Done> KeyExchange::shareWithKnown(const RoomId &room)
{
    return claim(room)
        .andThen([this, room](Done) { return m_store.crypto().shareRoomKey(room); })
        .andThen([this](const QList<CryptoRequest> &requests) { return sendAll(requests); });
}

Task<QByteArray> KeyExchange::encryptWithKey(const RoomId &room, const QString &type,
                                             const QByteArray &content)
{
    return m_store.crypto().call<QByteArray>(
        [room, type, content](CryptoMachine &machine) { return machine.encrypt(room, type, content); });
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
