// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/backupdownload.h"

#include "crypto/cryptorequests.h"

#include <QRandomGenerator>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 2s; ///< a key that is on its way comes by itself
constexpr auto PoliteRest = 100ms;
constexpr int AtOnce = 200; ///< names of missing keys that are read in one go

}

BackupDownload::BackupDownload(ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_backoff(500ms, 5min)
{
}

void BackupDownload::setVersion(const QString &version)
{
    if (std::exchange(m_version, version) == version)
        return;
    m_asked.clear();
    m_fetched.clear();
    m_backoff.reset();
    m_hasFetchedAll = m_hasLooked = false;
    endRest();
    resume();
}

void BackupDownload::resume()
{
    if (m_version.isEmpty() || m_isBusy || isFetchingAll())
        return;
    m_isBusy = true;
    m_timer = m_api.clock().after(Patience, this, [this] {
        m_timer.clear(); // deletes itself
        lookForMissing();
    });
}

void BackupDownload::lookForMissing()
{
    m_store.missingKeys(AtOnce + int(m_asked.size())).then(this, [this](const Result<QList<RoomKey>> &keys) {
        m_isBusy = false;
        if (keys && !m_version.isEmpty())
            onMissing(*keys);
    });
}

void BackupDownload::onMissing(const QList<RoomKey> &missing)
{
    QList<RoomKey> fresh = missing;
    fresh.removeIf([this](const RoomKey &key) { return m_asked.contains(key); });
    if (isFetchingAll())
        return;
    if (fresh.isEmpty())
        return noteLooked();
    if (fresh.size() < Many || m_hasFetchedAll)
        return fetch(fresh.constFirst());
    fetchAll().then(this, [this](const Result<KeyImport> &imported) {
        if (imported)
            resume();
    });
}

void BackupDownload::noteLooked()
{
    if (!std::exchange(m_hasLooked, true))
        Q_EMIT changed();
}

void BackupDownload::fetch(const RoomKey &key)
{
    m_isBusy = true;
    const QString version = m_version;
    m_api.send(CryptoRequests::backedUpKeys(m_api.requests().version(), version, key.room, key.session))
        .andThen([this, key](const Reply &reply) { return import(reply.body, key, nullptr); })
        .then(this, [this, key, version](const Result<KeyImport> &imported) {
            m_isBusy = false;
            if (version != m_version)
                return resume();
            const bool isMissing = !imported && imported.error().isMatrix("M_NOT_FOUND");
            if (!imported && imported.error().isMatrix("M_WRONG_ROOM_KEYS_VERSION"))
                return giveUp(imported.error());
            if (imported || isMissing || !imported.error().isTransient())
                m_asked.insert(key);
            rest(imported && !imported->keys.isEmpty());
        });
}

void BackupDownload::rest(bool hasBrought)
{
    m_isBusy = true;
    std::chrono::milliseconds time = PoliteRest;
    if (hasBrought)
        m_backoff.reset();
    else
        time = m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_timer = m_api.clock().after(time, this, [this] {
        m_timer.clear(); // deletes itself
        lookForMissing();
    });
}

void BackupDownload::endRest()
{
    if (!m_timer)
        return;
    delete m_timer;
    m_isBusy = false;
}

void BackupDownload::giveUp(const Error &error)
{
    setVersion({});
    Q_EMIT refused(error);
}

Task<KeyImport> BackupDownload::import(const QByteArray &reply, const RoomKey &key,
                                       const std::shared_ptr<KeyProgress> &progress)
{
    return m_store.crypto().importBackedUp(reply, key, progress).andThen([this](const KeyImport &imported) {
        return m_store.decryptWaiting(imported.keys).andThen([imported](Done) { return imported; });
    });
}

Task<KeyImport> BackupDownload::fetchAll()
{
    if (m_version.isEmpty())
        return Task<KeyImport>::ready(Error::of(Error::Kind::NotFound));
    if (isFetchingAll())
        return Task<KeyImport>::ready(Error::of(Error::Kind::InUse));
    const Promise<KeyImport> promise;
    const QString version = m_version;
    const auto progress = std::make_shared<KeyProgress>();
    m_progress = progress;
    m_hasFetchedAll = true;
    endRest();
    Q_EMIT changed();
    m_api.send(CryptoRequests::backedUpKeys(m_api.requests().version(), version))
        .andThen([this, progress](const Reply &reply) { return import(reply.body, {}, progress); })
        .then(this, [this, promise, version](const Result<KeyImport> &imported) {
            m_progress.reset();
            m_hasLooked = m_hasLooked || (imported && version == m_version);
            Q_EMIT changed();
            if (!imported && imported.error().isMatrix("M_WRONG_ROOM_KEYS_VERSION") && version == m_version)
                giveUp(imported.error());
            promise.resolve(imported);
        });
    return promise.task();
}

Task<Done> BackupDownload::fetchRoom(const RoomId &room)
{
    if (m_version.isEmpty() || m_fetched.contains(room))
        return Task<Done>::ready(Done{});
    return m_api.send(CryptoRequests::backedUpKeys(m_api.requests().version(), m_version, room))
        .andThen([this, room](const Reply &reply) {
            return import(reply.body, {room, {}}, nullptr);
        })
        .andThen([](const KeyImport &) { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.isMatrix("M_NOT_FOUND"))
                return Done{};
            return error;
        })
        .andThen([this, room, version = m_version](Done) {
            if (version == m_version)
                m_fetched.insert(room);
            return Done{};
        });
}

}
