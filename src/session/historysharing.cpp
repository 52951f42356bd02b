// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/historysharing.h"

#include "base/logging.h"
#include "matrix/mediaaddress.h"

#include <QPointer>
#include <QRandomGenerator>

namespace linnet {

using namespace std::chrono_literals;

namespace {

bool mayWorkLater(const Error &error)
{
    return error.isTransient() || error.kind == Error::Kind::Storage || error.kind == Error::Kind::DiskFull;
}

}

HistorySharing::HistorySharing(ApiClient &api, Store &store, KeyExchange &keys, BackupDownload &backup,
                               MediaCache &media, const RoomList &rooms, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_keys(keys), m_backup(backup), m_media(media),
      m_rooms(rooms), m_self(std::move(self)), m_backoff(10s, 30min)
{
}

/// Who may not invite would give the keys to somebody who does not come.
bool HistorySharing::isGiver(const RoomId &room) const
{
    const Room *known = m_keys.isAvailable() ? m_rooms.find(room) : nullptr;
    return known && known->isEncrypted && !known->isIncomplete && known->membership == Membership::Join &&
           known->powerLevels.powerOf(m_self) >= known->powerLevels.invite;
}

Task<Done> HistorySharing::giveTo(const UserId &user, const RoomId &room)
{
    if (!isGiver(room))
        return Task<Done>::ready(Done{});
    const Promise<Done> promise;
    const QPointer<QObject> work(new QObject(this)); // outlives the patience of who waits
    promise.onAbort([work] { delete work; });
    m_api.clock().after(Patience, work, [promise] { promise.resolve(Done{}); });
    give(user, room).then(work, [promise, work, room](const Status &status) {
        if (!status)
            qCInfo(lcSession) << "no history was given in" << room.toString() << int(status.error().kind)
                              << status.error().matrixCode;
        if (work)
            work->deleteLater();
        promise.resolve(Done{});
    });
    return promise.task();
}

Task<Done> HistorySharing::give(const UserId &user, const RoomId &room)
{
    const auto next = [](bool goesOn, const std::function<Task<Done>()> &step) {
        return goesOn ? step() : Task<Done>::ready(Done{});
    };
    return m_store.crypto().canGiveHistory(room).andThen([=, this](bool canGive) {
        return next(canGive, [=, this] {
            return findTakers(user).andThen([=, this](bool hasTakers) {
                return next(hasTakers, [=, this] { return giveSealed(user, room); });
            });
        });
    });
}

/// Keys of the past go to no session that is not signed: where there is none, nothing need be uploaded.
Task<bool> HistorySharing::findTakers(const UserId &user)
{
    return m_keys.query(user).andThen([this, user](Done) {
        return m_store.crypto().call<bool>(
            [user](CryptoMachine &machine) { return KeyBundles(machine).canTake(user); });
    });
}

Task<Done> HistorySharing::giveSealed(const UserId &user, const RoomId &room)
{
    using Sealed = std::optional<KeyBundles::Sealed>;
    return m_backup.fetchRoom(room)
        .orElse([](const Error &) -> Result<Done> { return Done{}; }) // what is here is worth giving too
        .andThen([this, room](Done) {
            return m_store.crypto().call<Sealed>(
                [room](CryptoMachine &machine) { return KeyBundles(machine).seal(room); });
        })
        .andThen([this, user, room](const Sealed &sealed) {
            if (!sealed)
                return Task<Done>::ready(Done{});
            if (sealed->bytes.size() > MostBytes)
                return Task<Done>::ready(Error::of(Error::Kind::TooLarge));
            return upload(sealed->bytes).andThen([this, user, room, file = sealed->file](const QString &url) {
                EncryptedFile there = file;
                there.url = url;
                return tell(user, room, there);
            });
        });
}

Task<QString> HistorySharing::upload(const QByteArray &bytes)
{
    Request request = m_api.requests().upload({}, QStringLiteral("application/octet-stream"));
    request.body = bytes;
    return m_api.sendOnce(request).andThen(
        [](const Reply &reply) { return Requests::readUploaded(reply.body); });
}

Task<Done> HistorySharing::tell(const UserId &user, const RoomId &room, const EncryptedFile &file)
{
    using Claim = std::optional<CryptoRequest>;
    using Messages = QList<CryptoRequest>;
    return m_store.crypto()
        .call<Claim>([user](CryptoMachine &machine) { return machine.missingSessions({user}); })
        .andThen(
            [this](const Claim &claim) { return claim ? m_keys.send(*claim) : Task<Done>::ready(Done{}); })
        .andThen([this, user, room, file](Done) {
            return m_store.crypto().call<Messages>([user, room, file](CryptoMachine &machine) {
                return KeyBundles(machine).give(room, user, file);
            });
        })
        .andThen([this](const Messages &messages) { return m_keys.sendAll(messages); });
}

QHash<RoomId, UserId> HistorySharing::inviters() const
{
    QHash<RoomId, UserId> result;
    for (const RoomId &id : m_rooms.ids()) {
        const Room *room = m_rooms.find(id);
        if (room->membership == Membership::Invite && !room->inviter.isEmpty())
            result.insert(id, room->inviter);
    }
    return result;
}

Task<Done> HistorySharing::expectFrom(const UserId &inviter, const RoomId &room)
{
    if (!m_keys.isAvailable())
        return Task<Done>::ready(Done{});
    return m_store.crypto()
        .call<Done>(
            [inviter, room](CryptoMachine &machine) { return KeyBundles(machine).expect(room, inviter); })
        .andThen([this](Done) {
            m_isDue = true;
            resume();
            return Done{};
        });
}

void HistorySharing::onCommitted(const CommittedBatch &batch)
{
    m_isDue = m_isDue || batch.hasKeyBundle;
    resume();
}

void HistorySharing::resume()
{
    if (!m_isDue || m_isTaking || !m_keys.isAvailable() || m_api.clock().elapsed() < m_notBefore)
        return;
    m_isDue = false;
    m_isTaking = true;
    m_store.crypto()
        .call<QList<Expected>>([](CryptoMachine &machine) { return KeyBundles(machine).expected(); })
        .then(this, [this](Result<QList<Expected>> expected) {
            if (expected)
                return onExpected(expected.take());
            m_isTaking = false;
        });
}

void HistorySharing::onExpected(QList<Expected> expected)
{
    const qint64 oldest = m_api.clock().now() - std::chrono::milliseconds(Wanted).count();
    for (const Expected &each : std::as_const(expected)) {
        if (each.since < oldest)
            forget(each.room).then(this, [](const Status &) {});
    }
    expected.removeIf([&](const Expected &each) { return each.since < oldest || !isWanted(each); });
    takeNext(expected);
}

/// A room that one has just joined may still be among the invitations.
bool HistorySharing::isWanted(const Expected &expected) const
{
    const Room *known = m_rooms.find(expected.room);
    return expected.file && known &&
           (known->membership == Membership::Join || known->membership == Membership::Invite);
}

void HistorySharing::takeNext(QList<Expected> waiting)
{
    if (waiting.isEmpty()) {
        m_isTaking = false;
        return resume();
    }
    const Expected first = waiting.takeFirst();
    take(first).then(this, [this, first, waiting](const Status &status) {
        onTaken(first, status);
        takeNext(waiting);
    });
}

void HistorySharing::onTaken(const Expected &expected, const Status &status)
{
    if (!status) {
        qCInfo(lcSession) << "no history was taken in" << expected.room.toString() << int(status.error().kind)
                          << status.error().matrixCode;
    }
    if (!status && mayWorkLater(status.error())) {
        const auto rest = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_notBefore = m_api.clock().elapsed() + std::max(rest, status.error().retryAfter);
        m_isDue = true;
        return;
    }
    m_backoff.reset();
    forget(expected.room).then(this, [](const Status &) {});
}

/// The inviter's sessions are asked for first: what is not known of them is not trusted.
Task<Done> HistorySharing::take(const Expected &expected)
{
    const QString address = MediaAddress::of(expected.file->toJson());
    if (address.isEmpty())
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    return m_keys.query(expected.inviter)
        .andThen([this, address](Done) { return m_media.file(address, MostBytes); })
        .andThen([this, address, expected](const QByteArray &bundle) {
            m_media.forget(address);
            return m_store.crypto().importBundle(expected.room, expected.inviter, bundle);
        })
        .andThen([this](const KeyImport &imported) { return m_store.decryptWaiting(imported.keys); });
}

Task<Done> HistorySharing::forget(const RoomId &room)
{
    return m_store.crypto().call<Done>(
        [room](CryptoMachine &machine) { return KeyBundles(machine).forget(room); });
}

}
