// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/guestrequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"

#include <algorithm>

namespace linnet::GuestRequests {

namespace {

constexpr qint64 MostBytes = 64 << 10;
constexpr qsizetype LongestToken = 8 << 10;

/// It goes into a header as it is.
bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= LongestToken &&
           std::all_of(text.cbegin(), text.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
}

}

Request enter(const ServerVersion &version)
{
    Request request;
    request.method = Request::Method::Post;
    request.path = clientPath(version, QStringLiteral("/register"));
    request.query = {{QStringLiteral("kind"), QStringLiteral("guest")}};
    request.body = QByteArrayLiteral("{}");
    request.needsToken = false;
    request.isIdempotent = false;
    request.maxReplyBytes = MostBytes;
    return request;
}

Result<QByteArray> readToken(const QByteArray &reply)
{
    const QByteArray token = readString(reply, "access_token").toUtf8();
    if (!isToken(token))
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no \"access_token\""));
    return token;
}

}
