// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/networktransport.h"

#include "matrix/networkcall.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

namespace linnet {

namespace {

/// The system's proxies, but a direct way to this machine: nobody means a proxy when they say localhost.
class ProxyFactory final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == u"localhost" || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

bool canBeAsked(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

}

NetworkTransport::NetworkTransport(QObject *parent) : QObject(parent)
{
    m_manager.setProxyFactory(new ProxyFactory); // the manager owns it
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setAutoDeleteReplies(false);
}

NetworkTransport::~NetworkTransport()
{
    const auto calls = m_calls;
    qDeleteAll(calls);
}

Task<Reply> NetworkTransport::send(const QUrl &base, const Request &request, const QByteArray &token,
                                   bool isTokenInQuery)
{
    const QUrl url = urlOf(base, request);
    if (!canBeAsked(url))
        return Task<Reply>::ready(Error::of(Error::Kind::Invalid, base.toDisplayString()));
    auto *call = new NetworkCall(m_manager, request, token, isTokenInQuery, this);
    m_calls.insert(call);
    connect(call, &QObject::destroyed, this, [this, call] { m_calls.remove(call); });
    return call->start(url);
}

void NetworkTransport::resetConnections()
{
    const auto calls = m_calls;
    for (NetworkCall *call : calls)
        call->fail(Error::Kind::Network, QString());
    m_manager.clearConnectionCache();
}

}
