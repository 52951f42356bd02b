// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"

#include "matrix/mediaaddress.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace linnet {

namespace {

/// "server/id" of a `mxc://server/id` that cannot climb out of a path (client-server API, "mxc:// URIs").
Result<QString> mediaPath(const QString &mxc)
{
    static const QRegularExpression form(QStringLiteral(
        R"(\Amxc://([A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?)/)"
        R"(([A-Za-z0-9_=-]+)\z)"));
    const auto match = form.match(MediaAddress::location(mxc));
    if (!match.hasMatch())
        return Error::of(Error::Kind::Invalid, MediaAddress::location(mxc));
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

Request uploading(const QString &path, const QString &mimeType)
{
    static const QRegularExpression form(QStringLiteral(R"(\A[A-Za-z0-9.+_-]+/[A-Za-z0-9.+_-]+\z)"));
    Request request;
    request.method = Request::Method::Post;
    request.path = path;
    request.contentType =
        form.match(mimeType).hasMatch() ? mimeType.toLatin1() : QByteArray("application/octet-stream");
    request.timeout = std::chrono::minutes(2); // some look for viruses when they have it all
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

QString Requests::oldMediaPath(const QString &rest) const
{
    QString version = m_version.isR0 ? QStringLiteral("r0/") : QStringLiteral("v3/");
    if (m_version.dialect == Dialect::V1)
        version = QStringLiteral("v1/");
    return QStringLiteral("/_matrix/media/") + version + rest;
}

Result<Request> Requests::downloadOld(const QString &mxc) const
{
    return mediaRequest(oldMediaPath(QStringLiteral("download/")), mxc, false);
}

Result<Request> Requests::thumbnail(const QString &mxc, int width, int height)
{
    return sized(mediaRequest(QStringLiteral("/_matrix/client/v1/media/thumbnail/"), mxc, true), width,
                 height);
}

Result<Request> Requests::thumbnailOld(const QString &mxc, int width, int height) const
{
    return sized(mediaRequest(oldMediaPath(QStringLiteral("thumbnail/")), mxc, false), width, height);
}

Request Requests::upload(const QString &name, const QString &mimeType) const
{
    Request request = uploading(oldMediaPath(QStringLiteral("upload")), mimeType);
    if (!name.isEmpty())
        request.query = {{QStringLiteral("filename"), name}};
    return request;
}

Request Requests::uploadOf2014(const QString &mimeType)
{
    return uploading(QStringLiteral("/_matrix/content"), mimeType);
}

Result<QString> Requests::readUploaded(const QByteArray &reply)
{
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    const QString mxc = object.value(u"content_uri").toString();
    if (mediaPath(mxc))
        return mxc;
    const QUrl url(object.value(u"content_token").toString(), QUrl::StrictMode);
    if (url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https"))
        return url.toString(QUrl::FullyEncoded);
    return Error::of(Error::Kind::BadReply);
}

Request Requests::uploadLimit()
{
    Request request;
    request.path = QStringLiteral("/_matrix/client/v1/media/config");
    return request;
}

Request Requests::uploadLimitOld() const
{
    Request request;
    request.path = oldMediaPath(QStringLiteral("config"));
    return request;
}

qint64 Requests::readUploadLimit(const QByteArray &reply)
{
    const double size = QJsonDocument::fromJson(reply).object().value(u"m.upload.size").toDouble();
    return size > 0 ? static_cast<qint64>(std::min(size, 9e15)) : 0;
}

}
