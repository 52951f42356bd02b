// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/mediacache.h"

#include "base/onpool.h"
#include "crypto/attachmentcipher.h"
#include "matrix/mediaaddress.h"
#include "session/wholefile.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

namespace linnet {

namespace {

constexpr int MostAtOnce = 6;
constexpr qint64 PruneAfter = 8LL << 20; ///< bytes written
constexpr qsizetype BlockSize = 1 << 20; ///< that are decrypted at once

/// A few sizes, so that a picture is fetched once for all places that show it about as big.
constexpr std::array Sizes{32, 64, 96, 160, 320, 640, 960};

int sizeClass(int pixels)
{
    const auto *size = std::find_if(Sizes.begin(), Sizes.end(), [=](int each) { return pixels <= each; });
    return size == Sizes.end() ? Sizes.back() : *size;
}

/// What a picture of that size is kept under.
QString thumbnailSource(const QString &mxc, int side)
{
    return QString(mxc + u' ' + QString::number(side));
}

/// Never made of what others chose, so that no address can name a file outside of the folder.
QString fileName(const QString &source)
{
    return QString::fromLatin1(QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex());
}

std::optional<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // The time of the last use, which prune() goes by.
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return file.readAll();
}

bool removeFile(const QString &path)
{
    return !QFile::exists(path) || QFile::remove(path);
}

bool removeAll(const QString &folder)
{
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files);
    bool isDone = true;
    for (const QFileInfo &file : files)
        isDone = removeFile(file.filePath()) && isDone;
    return isDone;
}

void prune(const QString &folder, qint64 limit)
{
    QFileInfoList files = QDir(folder).entryInfoList(QDir::Files, QDir::Time);
    qint64 sum = 0;
    for (const QFileInfo &file : std::as_const(files)) {
        sum += file.size();
        if (sum > limit)
            QFile::remove(file.filePath());
    }
}

/// Only the answer counts: a full disk costs the next start a download.
bool writeFile(const QString &folder, const QString &name, const QByteArray &bytes)
{
    // Pictures of private talk are for nobody else who uses this computer.
    if (!QDir(folder).exists() && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return writeWholeFile(QString(folder + u'/' + name), bytes, QFile::ReadOwner | QFile::WriteOwner).isOk();
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

/// 2014's content repository: an address on the account's own server, readable without a token.
std::optional<Request> contentRequest(const QUrl &url, const QUrl &server)
{
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    const bool isSame =
        url.scheme() == server.scheme() && url.host() == server.host() && portOf(url) == portOf(server);
    if (!isWeb || !isSame || url.path().isEmpty())
        return {};
    Request request;
    request.path = url.path(QUrl::FullyEncoded);
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &item : items)
        request.query << item;
    request.needsToken = false;
    request.expectsJson = false;
    return request;
}

/// Each block goes where it came from: a large file need not lie in memory twice.
Result<QByteArray> decryptedFile(const QJsonObject &file, QByteArray bytes)
{
    const auto described = EncryptedFile::read(file);
    if (!described)
        return Error::of(Error::Kind::Corrupt);
    auto decryptor = AttachmentDecryptor::open(*described);
    if (!decryptor)
        return decryptor.error();
    char *const data = bytes.data();
    for (qsizetype at = 0; at < bytes.size(); at += BlockSize) {
        const qsizetype size = std::min(BlockSize, bytes.size() - at);
        const QByteArray plain = decryptor->next(QByteArray::fromRawData(data + at, size));
        std::copy(plain.cbegin(), plain.cend(), data + at);
    }
    if (const Status whole = decryptor->finish(); !whole)
        return whole.error();
    return bytes;
}

bool isWanted(const QList<Promise<QByteArray>> &askers)
{
    return std::any_of(askers.cbegin(), askers.cend(),
                       [](const Promise<QByteArray> &asker) { return !asker.isAbandoned(); });
}

}

MediaCache::MediaCache(ApiClient &api, QString folder, QObject *parent)
    : QObject(parent), m_api(api), m_folder(std::move(folder))
{
    m_reading.setMaxThreadCount(2);
    m_writing.setMaxThreadCount(1);
}

void MediaCache::waitForDisk()
{
    m_reading.waitForDone();
    m_writing.waitForDone();
}

Task<QByteArray> MediaCache::thumbnail(const QString &mxc, int pixels)
{
    // Of what it cannot read a server makes nothing smaller.
    if (m_own.contains(mxc) || MediaAddress::isEncrypted(mxc))
        return file(mxc, m_limit);
    const int side = sizeClass(pixels);
    const auto request = Requests::thumbnail(mxc, side, side);
    if (!request)
        return Task<QByteArray>::ready(request.error());
    const auto older = m_api.requests().thumbnailOld(mxc, side, side);
    return fetch(thumbnailSource(mxc, side), *request, *older);
}

Task<QByteArray> MediaCache::file(const QString &url, qint64 limit)
{
    if (const auto place = outboxfile::placeOf(url); place && m_unsent)
        return m_unsent(*place, limit);
    const auto download = Requests::download(url);
    std::optional<Request> request =
        download ? std::optional(*download) : contentRequest(QUrl(url), m_api.server().base);
    if (!request)
        return Task<QByteArray>::ready(download.error());
    std::optional<Request> older;
    if (download)
        older = *m_api.requests().downloadOld(url);
    request->maxReplyBytes = limit;
    if (older)
        older->maxReplyBytes = limit;
    return fetch(url, *request, older)
        .andThen([limit](const QByteArray &bytes) -> Result<QByteArray> {
            if (bytes.size() > limit)
                return Error::of(Error::Kind::TooLarge);
            return bytes;
        })
        .andThen([this, url](const QByteArray &bytes) { return decrypted(url, bytes); });
}

/// What lies on disk is as the server has it.
Task<QByteArray> MediaCache::decrypted(const QString &url, const QByteArray &bytes)
{
    const auto file = MediaAddress::encryptedFile(url);
    if (!file)
        return Task<QByteArray>::ready(bytes);
    Promise<QByteArray> promise;
    onPool(
        m_reading, this, [file = *file, bytes]() mutable { return decryptedFile(file, std::move(bytes)); },
        [promise](const Result<QByteArray> &result) { promise.resolve(result); });
    return promise.task();
}

void MediaCache::put(const QString &url, const QByteArray &bytes)
{
    m_own.insert(url);
    keep(fileName(url), bytes);
}

void MediaCache::forget(const QString &url)
{
    m_own.remove(url);
    QStringList names{fileName(url)};
    for (const int side : Sizes)
        names << fileName(thumbnailSource(url, side));
    QStringList paths;
    for (const QString &name : std::as_const(names)) {
        m_fresh.remove(name);
        ++m_erased[name];
        paths << QString(m_folder + u'/' + name);
    }
    onPool(
        m_writing, this, [paths] { return std::all_of(paths.cbegin(), paths.cend(), removeFile); },
        [this, names](bool) {
            for (const QString &name : names) {
                if (--m_erased[name] == 0)
                    m_erased.remove(name);
            }
        });
}

Task<Done> MediaCache::clear()
{
    m_own.clear();
    ++m_clearing;
    Promise<Done> promise;
    onPool(
        m_writing, this, [folder = m_folder] { return removeAll(folder); },
        [this, promise](bool isDone) {
            --m_clearing;
            promise.resolve(isDone ? Status(Done{}) : Status(Error::of(Error::Kind::Storage)));
        });
    return promise.task();
}

Task<QByteArray> MediaCache::fetch(const QString &source, const Request &request,
                                   const std::optional<Request> &older)
{
    const QString name = fileName(source);
    if (const auto fresh = m_fresh.constFind(name); fresh != m_fresh.cend())
        return Task<QByteArray>::ready(*fresh);
    // Who wants less of it must not cut it off for who wants all.
    const QString key = name + u'-' + QString::number(request.maxReplyBytes);
    const bool isUnderWay = m_jobs.contains(key);
    Job &job = m_jobs[key];
    Promise<QByteArray> promise;
    promise.onAbort([self = QPointer<MediaCache>(this), key] {
        if (self)
            self->leave(key);
    });
    job.askers << promise;
    if (!isUnderWay) {
        job.name = name;
        job.source = source;
        job.request = request;
        job.older = older;
        readDisk(key);
    }
    return promise.task();
}

void MediaCache::readDisk(const QString &key)
{
    const QString name = m_jobs.value(key).name;
    const bool isGone = m_clearing > 0 || m_erased.contains(name);
    onPool(
        m_reading, this,
        [path = QString(m_folder + u'/' + name), isGone] { return isGone ? std::nullopt : readFile(path); },
        [this, key](const std::optional<QByteArray> &bytes) {
            if (bytes)
                return finish(key, *bytes);
            m_waiting << key;
            startNext();
        });
}

/// Nobody may wait for it any more: then it need not come.
void MediaCache::leave(const QString &key)
{
    const auto job = m_jobs.find(key);
    if (job == m_jobs.end() || !job->asking || isWanted(job->askers))
        return;
    m_jobs.erase(job);
    --m_running;
    // The others may be left in the same turn.
    QMetaObject::invokeMethod(this, &MediaCache::startNext, Qt::QueuedConnection);
}

void MediaCache::startNext()
{
    while (m_running < MostAtOnce && !m_waiting.isEmpty()) {
        // What was asked for last is what is on the screen now.
        const QString key = m_waiting.takeLast();
        Job &job = m_jobs[key];
        if (!isWanted(job.askers)) {
            m_jobs.remove(key);
            continue;
        }
        ++m_running;
        job.asking = std::make_shared<QObject>();
        if (job.older && !m_api.has(QStringLiteral("media")))
            ask(key, *job.older, {});
        else
            ask(key, job.request, job.older);
    }
}

void MediaCache::ask(const QString &key, const Request &request, const std::optional<Request> &older)
{
    Request told = request;
    told.onProgress = [this, key](qint64 received, qint64 total) { onReceived(key, received, total); };
    m_api.send(told).then(m_jobs[key].asking.get(),
                          [this, key, older](const Result<Reply> &result) { onAnswer(key, result, older); });
}

void MediaCache::onReceived(const QString &key, qint64 received, qint64 total)
{
    Job &job = m_jobs[key];
    // What comes packed is more than the server says.
    if (received > total)
        total = 0;
    const qint64 step = total > 0 ? received * 100 / total : received >> 20;
    if (std::exchange(job.told, step) == step)
        return;
    const QString source = job.source; // who hears of it may give it up
    Q_EMIT progressed(source, received, total);
}

void MediaCache::onAnswer(const QString &key, const Result<Reply> &result,
                          const std::optional<Request> &older)
{
    if (!result && older && m_api.lacks(QStringLiteral("media"), result.error()))
        return ask(key, *older, {});
    --m_running;
    // Who asked may delete this.
    const QPointer<MediaCache> isAlive(this);
    if (result) {
        keep(m_jobs.value(key).name, result->body);
        finish(key, result->body);
    } else {
        finish(key, result.error());
    }
    if (isAlive)
        startNext();
}

void MediaCache::finish(const QString &key, const Result<QByteArray> &result)
{
    const Job job = m_jobs.take(key);
    for (const Promise<QByteArray> &asker : job.askers)
        asker.resolve(result);
}

void MediaCache::keep(const QString &name, const QByteArray &bytes)
{
    // One big file would drive out all the others.
    if (bytes.size() > m_limit / 2)
        return;
    const bool isPruningDue = m_sincePruning < 0 || m_sincePruning > PruneAfter;
    m_sincePruning = isPruningDue ? bytes.size() : m_sincePruning + bytes.size();
    m_fresh.insert(name, bytes);
    onPool(
        m_writing, this,
        [folder = m_folder, limit = m_limit, name, bytes, isPruningDue] {
            const bool isKept = writeFile(folder, name, bytes);
            if (isPruningDue)
                prune(folder, limit);
            return isKept;
        },
        [this, name, bytes](bool) {
            const auto fresh = m_fresh.constFind(name);
            if (fresh != m_fresh.cend() && fresh->isSharedWith(bytes))
                m_fresh.erase(fresh);
        });
}

}
