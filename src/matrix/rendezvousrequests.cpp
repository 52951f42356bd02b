// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/rendezvousrequests.h"

#include "matrix/oauthrequests.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

constexpr qsizetype MostAddress = 1000; ///< more would make a code that no camera reads

Request request(Request::Method method)
{
    Request request;
    request.method = method;
    request.needsToken = false;
    request.followsRedirects = false;
    request.expectsJson = false;
    request.maxReplyBytes = 2 * RendezvousRequests::MostBytes;
    return request;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https" ? 443 : 80);
}

}

Request RendezvousRequests::create()
{
    Request create = request(Request::Method::Post);
    create.path = QStringLiteral("/_matrix/client/unstable/org.matrix.msc4108/rendezvous");
    create.contentType = QByteArrayLiteral("text/plain");
    create.expectsJson = true;
    create.isIdempotent = false;
    return create;
}

Result<QUrl> RendezvousRequests::readAddress(const QByteArray &reply, const QUrl &server)
{
    const QString text = QJsonDocument::fromJson(reply).object().value(u"url").toString();
    const QUrl url(text.size() <= MostAddress ? text : QString(), QUrl::StrictMode);
    const bool isThere =
        url.scheme() == server.scheme() && url.host() == server.host() && portOf(url) == portOf(server);
    if (!OAuthRequests::isSafe(url) || !isThere || !url.userInfo().isEmpty() || url.hasFragment())
        return Error::of(Error::Kind::BadReply,
                         QStringLiteral("the rendezvous has no address at the server"));
    return url;
}

Request RendezvousRequests::write(const QByteArray &message, const QByteArray &seen)
{
    Request write = request(Request::Method::Put);
    write.contentType = QByteArrayLiteral("text/plain");
    write.body = message;
    write.ifMatch = seen;
    return write;
}

Request RendezvousRequests::read(const QByteArray &seen)
{
    Request read = request(Request::Method::Get);
    read.ifNoneMatch = seen;
    return read;
}

Request RendezvousRequests::remove()
{
    return request(Request::Method::Delete);
}

}
