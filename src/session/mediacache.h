// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace linnet {

/// Pictures and files of a server as bytes: disk, then network, one request per picture however many ask.
/// The disk cache has a limit and drops the least recently used. GUI thread; owned by the Session.
/// v1.11 paths first; `/_matrix/media` where the server does not know them; 2014's http(s) URLs only on the
/// account's own server, without the token.
class MediaCache : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 DefaultLimit = 200LL << 20; ///< bytes on disk

    /// `folder` is made when it is first needed.
    MediaCache(ApiClient &api, QString folder, QObject *parent = nullptr);

    /// How much may lie on disk.
    void setLimit(qint64 bytes) { m_limit = bytes; }

    /// A square or smaller thumbnail's bytes; `pixels` is its side on the screen in real pixels.
    Task<QByteArray> thumbnail(const QString &mxc, int pixels);
    /// The whole file, at most `limit` bytes (TooLarge beyond).
    Task<QByteArray> file(const QString &url, qint64 limit);

private:
    /// One picture or file that is under way, and how to ask for it.
    struct Job
    {
        QString name; ///< of the file on disk
        Request request;
        std::optional<Request> older;
        QList<Promise<QByteArray>> askers;
    };
    Task<QByteArray> fetch(const QString &source, const Request &request,
                           const std::optional<Request> &older);
    void readDisk(const QString &name);
    void startNext();
    void ask(const QString &name, const Request &request, const std::optional<Request> &older);
    void onAnswer(const QString &name, const Result<Reply> &result, const std::optional<Request> &older);
    void finish(const QString &name, const Result<QByteArray> &result);
    void keep(const QString &name, const QByteArray &bytes);
    template <typename T, typename Work, typename Then>
    void onPool(Work work, Then then);

    ApiClient &m_api;
    QString m_folder;
    qint64 m_limit = DefaultLimit;
    qint64 m_sincePruning = -1; ///< bytes written since; negative: not pruned in this run
    QHash<QString, Job> m_jobs; ///< by name
    QStringList m_waiting;      ///< names, the newest last
    int m_running = 0;
};

}
