// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"

#include <QRegularExpression>

namespace linnet {

namespace {

/// "server/id" of a `mxc://server/id` that cannot climb out of a path (client-server API, "mxc:// URIs").
Result<QString> mediaPath(const QString &mxc)
{
    static const QRegularExpression form(QStringLiteral(
        R"(\Amxc://([A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?)/)"
        R"(([A-Za-z0-9_=-]+)\z)"));
    const auto match = form.match(mxc);
    if (!match.hasMatch())
        return Error::of(Error::Kind::Invalid, mxc);
    return QString(match.captured(1) + u'/' + match.captured(2));
}

Result<Request> mediaRequest(const QString &prefix, const QString &mxc, bool needsToken)
{
    auto path = mediaPath(mxc);
    if (!path)
        return path.error();
    Request request;
    request.path = prefix + *path;
    request.needsToken = needsToken;
    request.expectsJson = false;
    request.timeout = std::chrono::minutes(1);
    request.maxReplyBytes = Request::MaxMediaBytes;
    return request;
}

Result<Request> sized(Result<Request> request, int width, int height)
{
    if (request)
        request->query = {{QStringLiteral("width"), QString::number(width)},
                          {QStringLiteral("height"), QString::number(height)},
                          {QStringLiteral("method"), QStringLiteral("scale")}};
    return request;
}

}

Result<Request> Requests::download(const QString &mxc)
{
    return mediaRequest(QStringLiteral("/_matrix/client/v1/media/download/"), mxc, true);
}

Result<Request> Requests::downloadOld(const QString &mxc)
{
    return mediaRequest(QStringLiteral("/_matrix/media/v1/download/"), mxc, false);
}

Result<Request> Requests::thumbnail(const QString &mxc, int width, int height)
{
    return sized(mediaRequest(QStringLiteral("/_matrix/client/v1/media/thumbnail/"), mxc, true), width,
                 height);
}

Result<Request> Requests::thumbnailOld(const QString &mxc, int width, int height)
{
    return sized(mediaRequest(QStringLiteral("/_matrix/media/v1/thumbnail/"), mxc, false), width, height);
}

}
