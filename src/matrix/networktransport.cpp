// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/networktransport.h"

#include "matrix/networkcall.h"

#include <QNetworkProxyFactory>

namespace linnet {

namespace {

/// The way that was chosen, but a direct one to this machine: nobody means a proxy when they say localhost.
class ProxyFactory final : public QNetworkProxyFactory
{
public:
    explicit ProxyFactory(const Proxy &proxy) : m_isSystem(proxy.settings.kind == ProxySettings::Kind::System)
    {
        if (!proxy.settings.isManual())
            return;
        m_proxy.setType(proxy.settings.kind == ProxySettings::Kind::Http ? QNetworkProxy::HttpProxy
                                                                         : QNetworkProxy::Socks5Proxy);
        m_proxy.setHostName(proxy.settings.host);
        m_proxy.setPort(proxy.settings.port);
        m_proxy.setUser(proxy.settings.user);
        m_proxy.setPassword(proxy.password);
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isWithoutProxy(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return m_isSystem ? systemProxyForQuery(query) : QList<QNetworkProxy>{m_proxy};
    }

private:
    bool m_isSystem;
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
};

bool canBeAsked(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
}

}

NetworkTransport::NetworkTransport(QObject *parent) : QObject(parent)
{
    m_manager.setProxyFactory(new ProxyFactory(m_proxy)); // the manager owns it
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
    connect(call, &NetworkCall::progressed, this, [this](bool isHttp2) {
        m_lastSign.start();
        m_hasHttp2 = m_hasHttp2 || isHttp2;
    });
    connect(call, &NetworkCall::fellSilent, this, &NetworkTransport::onSilence);
    return call->start(url);
}

void NetworkTransport::resetConnections()
{
    const auto calls = m_calls;
    for (NetworkCall *call : calls)
        call->fail(Error::Kind::Network, QString());
    m_manager.clearConnectionCache();
}

// Over HTTP/2 all go through one connection, which does not end with the call that waited in vain.
void NetworkTransport::onSilence(std::chrono::milliseconds length)
{
    if (m_hasHttp2 && m_lastSign.elapsed() >= (length * 9 / 10).count()) // timers may be early
        resetConnections();
}

void NetworkTransport::setProxy(const Proxy &proxy)
{
    if (proxy == m_proxy)
        return;
    m_proxy = proxy;
    resetConnections();
    m_manager.setProxyFactory(new ProxyFactory(m_proxy));
}

std::unique_ptr<Transport> NetworkTransport::through(const Proxy &proxy) const
{
    auto other = std::make_unique<NetworkTransport>();
    other->setProxy(proxy);
    return other;
}

}
