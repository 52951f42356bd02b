// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/backupdownload.h"

#include "crypto/cryptorequests.h"

#include <QRandomGenerator>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 2s; ///< a key that is on its way comes by itself
constexpr auto PoliteRest = 100ms;
constexpr int AtOnce = 200;  ///< names of missing keys that are read in one go
constexpr int Most = 10'000; ///< of them that are kept in mind once all of the backup is here
/// Until what the backup did not have is asked for again.
constexpr std::chrono::minutes Waits[]{1min, 10min, 60min};

}

BackupDownload::BackupDownload(ApiClient &api, Store &store, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_backoff(500ms, 5min)
{
    // It may be history that was fetched: somebody looks at it, and nothing is on its way to it.
    connect(&m_store, &Store::roomChanged, this, &BackupDownload::lookNow);
    connect(&m_store, &Store::keysMissed, this, &BackupDownload::lookNow);
}

void BackupDownload::setVersion(const QString &version)
{
    if (std::exchange(m_isVersionKnown, true) && m_version == version)
        return;
    m_version = version;
    m_asked.clear();
    m_fetched.clear();
    m_backoff.reset();
    m_hasFetchedAll = m_hasLooked = false;
    endRest();
    resume();
}

void BackupDownload::resume()
{
    if (!m_isVersionKnown || m_isBusy || isFetchingAll())
        return;
    lookAfter(Patience);
}

void BackupDownload::lookAgain(const RoomId &room)
{
    m_openedRoom = room;
    for (auto asked = m_asked.begin(); asked != m_asked.end(); ++asked) {
        if (asked.key().room == room)
            asked->times = 1;
    }
    lookNow();
}

void BackupDownload::lookNow()
{
    endRest();
    if (!m_isVersionKnown || m_isBusy || isFetchingAll())
        return;
    lookForMissing();
}

void BackupDownload::lookAfter(std::chrono::milliseconds time)
{
    m_isBusy = true;
    m_timer = m_api.clock().after(time, this, [this] {
        m_timer.clear(); // deletes itself
        lookForMissing();
    });
}

void BackupDownload::lookForMissing()
{
    m_isBusy = true;
    m_store.missingKeys(AtOnce + int(m_asked.size())).then(this, [this](const Result<QList<RoomKey>> &keys) {
        m_isBusy = false;
        if (keys)
            onMissing(*keys);
    });
}

void BackupDownload::onMissing(const QList<RoomKey> &missing)
{
    if (isFetchingAll())
        return;
    const bool hasBackup = !m_version.isEmpty();
    QList<RoomKey> fresh, again;
    for (qsizetype i = 0; i < missing.size(); ++i) {
        const RoomKey &key = missing[i];
        // Of what a backup does not have the newest is enough, and what somebody looks at.
        const bool isNear = i < Many || key.room == m_openedRoom;
        const bool isFresh = !m_asked.contains(key);
        if (isDue(key) && (isNear || (isFresh && hasBackup)))
            (isFresh ? fresh : again) << key;
    }
    const QList<RoomKey> wanted = fresh + again;
    if (wanted.isEmpty())
        m_backoff.reset();
    else if (!hasBackup)
        askOthers(wanted.mid(0, Many));
    else if (fresh.size() >= Many && !m_hasFetchedAll)
        fetchAll().then(this, [this](const Result<KeyImport> &imported) {
            if (imported)
                resume();
        });
    else
        fetch(wanted.constFirst());
    setLooked(fresh.isEmpty());
}

bool BackupDownload::isDue(const RoomKey &key) const
{
    const Asked asked = m_asked.value(key);
    if (asked.times == 0)
        return true;
    return asked.times <= int(std::size(Waits)) &&
           m_api.clock().elapsed() >= asked.at + Waits[asked.times - 1];
}

void BackupDownload::noteAsked(const RoomKey &key)
{
    Asked &asked = m_asked[key];
    ++asked.times;
    asked.at = m_api.clock().elapsed();
}

void BackupDownload::setLooked(bool hasLooked)
{
    if (std::exchange(m_hasLooked, hasLooked) != hasLooked)
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
            const bool isAgain = m_asked.contains(key);
            if (imported || isMissing || !imported.error().isTransient())
                askOthers({key});
            // What is still not there must not make others wait: the next commit goes on.
            if (!isAgain || !isMissing)
                rest(imported && !imported->keys.isEmpty());
        });
}

/// Those that the backup has not brought. What comes to nothing is tried again when they are due.
void BackupDownload::askOthers(const QList<RoomKey> &keys)
{
    for (const RoomKey &key : keys)
        noteAsked(key);
    m_store.requestKeys(keys).then(this, [](const Status &) {});
}

void BackupDownload::rest(bool hasBrought)
{
    std::chrono::milliseconds time = PoliteRest;
    if (hasBrought)
        m_backoff.reset();
    else
        time = m_backoff.next(QRandomGenerator::global()->generateDouble());
    lookAfter(time);
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
        .andThen([this, version](const KeyImport &imported) {
            return noteAllAsked(version).andThen([imported](Done) { return imported; });
        })
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

/// What is missing now is not there.
Task<Done> BackupDownload::noteAllAsked(const QString &version)
{
    return m_store.missingKeys(Most).andThen([this, version](const QList<RoomKey> &missing) {
        if (version == m_version) {
            for (const RoomKey &key : missing)
                noteAsked(key);
        }
        return Done{};
    });
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
