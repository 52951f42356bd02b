// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace linnet {

/// Pictures and files of a server as bytes: disk, then network, one request per picture however many ask.
/// The disk cache has a limit and drops the least recently used. GUI thread; owned by the Session.
/// v1.11 paths first; `/_matrix/media` where the server does not know them; 2014's http(s) URLs only on the
/// account's own server, without the token.
class MediaCache : public QObject
{
    Q_OBJECT

public:
    MediaCache(ApiClient &api, QString folder, QObject *parent = nullptr);

    /// A square or smaller thumbnail's bytes; `pixels` is its side on the screen in real pixels.
    Task<QByteArray> thumbnail(const QString &mxc, int pixels);
    /// The whole file, at most `limit` bytes (TooLarge beyond).
    Task<QByteArray> file(const QString &url, qint64 limit);

private:
    Task<QByteArray> fetch(const QString &cacheName, const Request &request, const Request &older);

    ApiClient &m_api;
    QString m_folder;
    QHash<QString, QList<Promise<QByteArray>>> m_underWay;
};

}
