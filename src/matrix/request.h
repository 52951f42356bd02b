// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/dialect.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QIODevice;

namespace linnet {

/// One HTTP request to a home server, as a value. It carries no token: Transport callers add it.
struct Request
{
    enum class Method { Get, Post, Put, Delete };

    Method method = Method::Get;
    QString path; ///< percent-encoded, begins with `/`; empty: the base is the whole address
    QList<std::pair<QString, QString>> query; ///< not encoded
    QByteArray body;                          ///< sent as JSON unless `contentType` says otherwise
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray ifMatch;     ///< the version of what is written over (RFC 9110 section 13.1); empty: any
    QByteArray ifNoneMatch; ///< the version that is here: a 304, which is an Error, if it is the newest
    /// The body of a Post, in the place of `body`: open, readable from any place; of the GUI thread.
    std::shared_ptr<QIODevice> upload;
    /// How much of the body is on its way, some ten times a second at most. Of a Get: how much of a good
    /// answer is here, with a total of 0 where nobody says it. Not after the request was abandoned.
    std::function<void(qint64 sent, qint64 total)> onProgress;
    bool needsToken = true;
    bool isIdempotent = true;                  ///< may be sent again when it is unknown whether it arrived
    std::chrono::milliseconds timeout{30'000}; ///< without any byte coming or going
    qint64 maxReplyBytes = 16LL << 20;         ///< a bigger answer is Error::Kind::TooLarge
    bool expectsJson = true;                   ///< HTML is then Error::Kind::NotMatrix
    bool followsRedirects = true;              ///< where Transport does; else each is an Error
    /// Interactive authentication: a 401 whose body has `flows` is no Error but a Reply of that status.
    bool expectsChallenge = false;

    static constexpr qint64 MaxSyncBytes = 256LL << 20;
    static constexpr qint64 MaxListBytes = 64LL << 20;
    static constexpr qint64 MaxMediaBytes = 128LL << 20;
};

/// The percent-encoding that servers of all years understand: `@ ! : $ + ~ - _ . =` stay, `# / ? %` never do.
QString encodePathSegment(const QString &id);

/// Where a request goes at the server whose URL is `base`, without a token. One without a path goes to `base`
/// itself, to which its query is added.
QUrl urlOf(const QUrl &base, const Request &request);

}
