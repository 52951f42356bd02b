// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/proxy.h"
#include "matrix/request.h"

#include <QUrl>

#include <memory>

namespace linnet {

/// What a home server said with a 2xx status.
struct Reply
{
    int httpStatus = 200;
    QByteArray body;
    QByteArray contentType;
    qint64 date = 0;   ///< the server's time (`Date`), ms since the epoch; 0: it does not say
    QByteArray etag{}; ///< which version of something this is, for Request::ifMatch; may be empty
};

/// Carries one request to a server and brings one answer. GUI thread.
///
/// Anything but a 2xx becomes an Error: Matrix errors by their `errcode`, HTML as NotMatrix, no answer as
/// Network, Tls, Certificate…, Proxy… or Timeout. Redirects are followed only on the same host, scheme and
/// port, so that a token goes nowhere else; others give Error::Kind::Redirected with the target in `text`.
class Transport
{
public:
    virtual ~Transport() = default;

    /// `base` is the server's URL. `token` may be empty; it goes into the header, or with
    /// `isTokenInQuery` (2014) into the query. It never appears in an Error or a log.
    virtual Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                             bool isTokenInQuery) = 0;
    /// Drops connections that may be dead, as after sleep or a change of network.
    virtual void resetConnections() = 0;
    /// The way that requests go from now on; those under way end as with resetConnections().
    virtual void setProxy(const Proxy &proxy) = 0;
    virtual const Proxy &proxy() const = 0;
    /// Another Transport of this kind that goes through `proxy`, to try it out.
    virtual std::unique_ptr<Transport> through(const Proxy &proxy) const = 0;
};

}
