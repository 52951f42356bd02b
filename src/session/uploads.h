// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/outboxfile.h"
#include "store/store.h"

#include <QFile>
#include <QObject>

#include <functional>

namespace linnet {

/// Puts what unsent messages carry into the server's content repository (client-server API, "Content
/// repository"). Reads files and cleans pictures in the QThreadPool; what lies on disk goes from there, a
/// piece at a time. GUI thread; owned by the SendQueue.
class Uploads : public QObject
{
    Q_OBJECT

public:
    /// A JPEG file is read as a whole, to take out what the camera wrote into it.
    static constexpr qint64 MostJpegBytes = 100LL << 20;

    Uploads(ApiClient &api, Store &store, QObject *parent = nullptr);

    /// The largest file that the server takes, bytes; 0: none is known. Asked for once.
    Task<qint64> limit();
    using Progress = std::function<void(qint64 sent, qint64 total)>;
    /// Uploads what `item` waits for, encrypted if its message is to be. Dropping the task ends it. Errors
    /// beside the server's: TooLarge, before anything is sent; NotFound with chat.linnet.FILE_GONE or
    /// chat.linnet.FILE_CHANGED.
    Task<outboxfile::Uploaded> upload(const OutboxItem &item, bool isEncrypted, Progress progress);
    /// What `item` waits to upload, or its thumbnail; TooLarge if it has more than `most` bytes.
    Task<QByteArray> bytesOf(const OutboxItem &item, bool isThumbnail, qint64 most);

private:
    /// What is uploaded: `file` from where it lies or, if that is null, `bytes`.
    struct Body
    {
        std::shared_ptr<QFile> file;
        QByteArray bytes;
        qint64 size() const { return file ? file->size() : bytes.size(); }
    };
    /// The body of a request.
    struct Source
    {
        std::shared_ptr<QIODevice> device;
        QByteArray bytes; ///< without a device
        qint64 size() const { return device ? device->size() : bytes.size(); }
    };
    static Result<Body> opened(const outboxfile::Waiting &waiting);
    static Body cleaned(const QByteArray &bytes, bool keepsMetadata);
    Task<Body> read(const TxnId &txn, const outboxfile::Waiting &waiting);
    Task<QString> post(const Source &source, const QString &name, const QString &mimeType,
                       const Progress &progress);
    Task<QString> postOf2014(Request request, const QString &mimeType);
    Task<outboxfile::Uploaded> postEncrypted(const Body &body, bool isPicture, const Progress &progress);
    Task<QByteArray> pictureOf(const Body &body, const QString &mimeType);
    Task<Done> isUnchanged(const outboxfile::Waiting &waiting);
    template <typename Work>
    auto inPool(Work work) -> Task<typename std::invoke_result_t<Work>::Value>;

    ApiClient &m_api;
    Store &m_store;
    qint64 m_limit = -1; ///< negative: not asked for yet
};

}
