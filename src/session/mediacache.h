// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/outboxfile.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace linnet {

/// Pictures and files of a server as bytes: disk, then network, one request per picture however many ask.
/// The disk cache has a limit and drops the least recently used. GUI thread; owned by the Session.
/// What is encrypted lies encrypted on the disk too; it is asked for by its MediaAddress.
/// v1.11 paths first; `/_matrix/media` where the server does not know them; 2014's http(s) URLs only on the
/// account's own server, without the token.
class MediaCache : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 DefaultLimit = 200LL << 20; ///< bytes on disk

    /// `folder` is made when it is first needed.
    MediaCache(ApiClient &api, QString folder, QObject *parent = nullptr);
    /// Until all is read, written and erased that was to be by now, as it is when this is deleted.
    void waitForDisk();
    /// How much may lie on disk.
    void setLimit(qint64 bytes) { m_limit = bytes; }
    /// Who has what waits to be uploaded; it is never kept here.
    using Unsent = std::function<Task<QByteArray>(const outboxfile::Place &, qint64 limit)>;
    void setUnsent(Unsent unsent) { m_unsent = std::move(unsent); }

    /// A square or smaller thumbnail's bytes; `pixels` is its side on the screen in real pixels.
    Task<QByteArray> thumbnail(const QString &mxc, int pixels);
    /// The whole file, at most `limit` bytes (TooLarge beyond). Also from outboxfile::addressOf().
    Task<QByteArray> file(const QString &url, qint64 limit);
    /// What one has uploaded oneself need not be fetched; its thumbnails are the file itself.
    void put(const QString &url, const QByteArray &bytes);
    /// What lies on disk of it turned out to be broken: it is fetched anew when it is asked for again.
    void forget(const QString &url);
    /// Empties the disk cache; what is under way is written all the same. Error: Storage (a file stayed).
    Task<Done> clear();

Q_SIGNALS:
    /// How much of a file() that is being fetched is here, bytes; `total` is 0 where that is not known. Once
    /// a percent, or a MiB.
    void progressed(const QString &url, qint64 received, qint64 total);

private:
    /// One picture or file that is under way, and how to ask for it.
    struct Job
    {
        QString name;     ///< of the file on disk
        QString source;   ///< the address, and of a thumbnail its size
        qint64 told = -1; ///< the last step of progressed()
        Request request;
        std::optional<Request> older;
        QList<Promise<QByteArray>> askers;
        std::shared_ptr<QObject> asking; ///< context of what the server is asked; null: it is not
    };
    Task<QByteArray> fetch(const QString &source, const Request &request,
                           const std::optional<Request> &older);
    Task<QByteArray> decrypted(const QString &url, const QByteArray &bytes);
    void readDisk(const QString &key);
    void startNext();
    void leave(const QString &key);
    void ask(const QString &key, const Request &request, const std::optional<Request> &older);
    void onReceived(const QString &key, qint64 received, qint64 total);
    void onAnswer(const QString &key, const Result<Reply> &result, const std::optional<Request> &older);
    void finish(const QString &key, const Result<QByteArray> &result);
    void keep(const QString &name, const QByteArray &bytes);

    ApiClient &m_api;
    QString m_folder;
    Unsent m_unsent;
    qint64 m_limit = DefaultLimit;
    qint64 m_sincePruning = -1;         ///< bytes written since; negative: not pruned in this run
    QHash<QString, Job> m_jobs;         ///< by name and limit
    QHash<QString, QByteArray> m_fresh; ///< what is being written, by name
    QSet<QString> m_own;                ///< addresses of what was uploaded in this run
    QStringList m_waiting;              ///< their keys, the newest last
    int m_running = 0;
    int m_clearing = 0;
    QHash<QString, int> m_erased; ///< names under which files are being erased, how often
    QThreadPool m_reading;
    QThreadPool m_writing; ///< of one thread: what is written and erased is done in order
};

}
