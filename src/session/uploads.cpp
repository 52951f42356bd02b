// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/uploads.h"

#include "base/onpool.h"
#include "bridge/jpegmetadata.h"
#include "matrix/mediaaddress.h"
#include "session/encryptingfile.h"
#include "session/sizetext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QThread>

namespace linnet {

namespace {

constexpr qint64 MostKept = 20LL << 20;
const QString MediaV1 = QStringLiteral("media upload");

Error goneError(const QString &reason = {})
{
    return {Error::Kind::NotFound, QStringLiteral("chat.linnet.FILE_GONE"), 0, reason, {}};
}

/// Only what the person chose is sent.
Status check(const outboxfile::Waiting &waiting)
{
    const QFileInfo info(waiting.path);
    if (!info.isFile())
        return goneError(waiting.path);
    if (info.size() != waiting.size || info.lastModified().toMSecsSinceEpoch() != waiting.modified)
        return Error{Error::Kind::NotFound, QStringLiteral("chat.linnet.FILE_CHANGED"), 0, waiting.path, {}};
    return Done{};
}

bool isPictureType(const QString &mimeType)
{
    return mimeType.startsWith(QLatin1String("image/"));
}

bool isJpeg(const QByteArray &beginning)
{
    return beginning.startsWith("\xff\xd8\xff");
}

}

Uploads::Uploads(ApiClient &api, Store &store, QObject *parent) : QObject(parent), m_api(api), m_store(store)
{
}

template <typename Work>
auto Uploads::inPool(Work work) -> Task<typename std::invoke_result_t<Work>::Value>
{
    return onPool(*QThreadPool::globalInstance(), this, std::move(work));
}

Task<qint64> Uploads::limit()
{
    if (m_limit >= 0)
        return Task<qint64>::ready(m_limit);
    return m_api.sendOnce(Requests::uploadLimit())
        .orElse([this](const Error &error) {
            return ApiClient::isUnrecognized(error) ? m_api.sendOnce(m_api.requests().uploadLimitOld())
                                                    : Task<Reply>::ready(error);
        })
        .andThen([](const Reply &reply) { return Requests::readUploadLimit(reply.body); })
        .orElse([](const Error &error) -> Result<qint64> {
            if (ApiClient::isUnrecognized(error))
                return qint64(0);
            return error;
        })
        .andThen([this](qint64 bytes) { return m_limit = bytes; });
}

Task<outboxfile::Uploaded> Uploads::upload(const OutboxItem &item, bool isEncrypted, Progress progress)
{
    const outboxfile::Waiting waiting = *outboxfile::in(item.content);
    const QString name = waiting.isThumbnail ? QString() : waiting.name;
    const QString type = waiting.isThumbnail ? waiting.thumbnailType : waiting.mimeType;
    return read(item.txn, waiting).andThen([=, this](const Body &body) {
        if (isEncrypted) {
            return postEncrypted(body, isPictureType(type), progress)
                .andThen([this, waiting](const outboxfile::Uploaded &uploaded) {
                    return isUnchanged(waiting).andThen([uploaded](Done) { return uploaded; });
                });
        }
        return post({body.file, body.bytes}, name, type, progress)
            .andThen([this, waiting](const QString &url) {
                // It may have become another while it was read.
                return isUnchanged(waiting).andThen([url](Done) { return url; });
            })
            .andThen([this, body, type](const QString &url) {
                return pictureOf(body, type).andThen([url, size = body.size()](const QByteArray &bytes) {
                    return outboxfile::Uploaded{url, size, bytes};
                });
            });
    });
}

/// Neither its name nor its type is the server's business.
Task<outboxfile::Uploaded> Uploads::postEncrypted(const Body &body, bool isPicture, const Progress &progress)
{
    std::shared_ptr<QIODevice> plain = body.file;
    if (!plain) {
        const auto buffer = std::make_shared<QBuffer>();
        buffer->setData(body.bytes);
        buffer->open(QIODevice::ReadOnly);
        plain = buffer;
    }
    const auto encrypting = std::make_shared<EncryptingFile>(plain, isPicture ? MostKept : 0);
    return post({encrypting, {}}, {}, QStringLiteral("application/octet-stream"), progress)
        .andThen([encrypting](const QString &url) {
            EncryptedFile file = encrypting->finish();
            file.url = url;
            return outboxfile::Uploaded{MediaAddress::of(file.toJson()), encrypting->size(),
                                        encrypting->kept()};
        });
}

/// So that it need not be fetched to be shown.
Task<QByteArray> Uploads::pictureOf(const Body &body, const QString &mimeType)
{
    if (!isPictureType(mimeType) || body.size() > MostKept)
        return Task<QByteArray>::ready(QByteArray());
    if (!body.file)
        return Task<QByteArray>::ready(body.bytes);
    return inPool([path = body.file->fileName()] {
        QFile file(path);
        return Result<QByteArray>(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    });
}

Task<QByteArray> Uploads::bytesOf(const OutboxItem &item, bool isThumbnail, qint64 most)
{
    auto waiting = outboxfile::in(item.content);
    if (!waiting)
        return Task<QByteArray>::ready(goneError());
    waiting->isThumbnail = isThumbnail;
    waiting->keepsMetadata = true; // it goes nowhere
    return read(item.txn, *waiting).andThen([this, most](const Body &body) {
        if (body.size() > most)
            return Task<QByteArray>::ready(Error::of(Error::Kind::TooLarge));
        return inPool([body] { return Result<QByteArray>(body.file ? body.file->readAll() : body.bytes); });
    });
}

Task<Uploads::Body> Uploads::read(const TxnId &txn, const outboxfile::Waiting &waiting)
{
    if (!waiting.path.isEmpty() && !waiting.isThumbnail)
        return inPool([waiting] { return opened(waiting); });
    return m_store.outboxBytes(txn).andThen([this, waiting](const OutboxBytes &stored) {
        const QByteArray bytes = waiting.isThumbnail ? stored.thumbnail : stored.file;
        if (bytes.isNull())
            return Task<Body>::ready(goneError());
        return inPool([bytes, waiting] { return Result<Body>(cleaned(bytes, waiting.keepsMetadata)); });
    });
}

Result<Uploads::Body> Uploads::opened(const outboxfile::Waiting &waiting)
{
    const auto file = std::make_shared<QFile>(waiting.path);
    if (const Status status = check(waiting); !status)
        return status.error();
    if (!file->open(QIODevice::ReadOnly))
        return goneError(file->errorString());
    if (waiting.keepsMetadata || !isJpeg(file->peek(3))) {
        file->moveToThread(QCoreApplication::instance()->thread());
        return Body{file, {}};
    }
    if (file->size() > MostJpegBytes)
        return Error{Error::Kind::TooLarge, QStringLiteral("chat.linnet.PHOTO_TOO_LARGE"), 0, {}, {}};
    return cleaned(file->readAll(), false);
}

Uploads::Body Uploads::cleaned(const QByteArray &bytes, bool keepsMetadata)
{
    return {nullptr, keepsMetadata ? bytes : JpegMetadata::removed(bytes)};
}

Task<QString> Uploads::post(const Source &source, const QString &name, const QString &mimeType,
                            const Progress &progress)
{
    Request request = m_api.requests().upload(name, mimeType);
    request.upload = source.device;
    request.body = source.bytes;
    request.onProgress = progress;
    return limit()
        .orElse([](const Error &) -> Result<qint64> { return qint64(0); }) // then the server will say so
        .andThen([=, this, size = source.size()](qint64 most) -> Task<QString> {
            if (most > 0 && size > most) {
                return Task<QString>::ready(Error{
                    Error::Kind::TooLarge,
                    QStringLiteral("M_TOO_LARGE"),
                    0,
                    tr("The file has %1, the server takes %2 at most").arg(sizeText(size), sizeText(most)),
                    {}});
            }
            if (!m_api.has(MediaV1))
                return postOf2014(request, mimeType);
            return m_api.sendOnce(request)
                .andThen([](const Reply &reply) { return Requests::readUploaded(reply.body); })
                .orElse([=, this](const Error &error) {
                    const bool isOf2014 = m_api.requests().version().dialect == Dialect::V1;
                    if (!isOf2014 || !m_api.lacks(MediaV1, error))
                        return Task<QString>::ready(error);
                    return postOf2014(request, mimeType);
                });
        });
}

Task<QString> Uploads::postOf2014(Request request, const QString &mimeType)
{
    const Request old = Requests::uploadOf2014(mimeType);
    request.path = old.path;
    request.query = old.query;
    return m_api.sendOnce(request).andThen(
        [](const Reply &reply) { return Requests::readUploaded(reply.body); });
}

Task<Done> Uploads::isUnchanged(const outboxfile::Waiting &waiting)
{
    if (waiting.path.isEmpty() || waiting.isThumbnail)
        return Task<Done>::ready(Done{});
    return inPool([waiting] { return check(waiting); });
}

}
