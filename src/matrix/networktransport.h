// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QSet>

namespace linnet {

class NetworkCall;

/// The Transport of the real network. Keeps connections alive, HTTP/2 where the server offers it over TLS, no
/// cookies, no cache; begins with the system's proxy, and uses none for this very machine. GUI thread. Calls
/// under way end with it, unanswered.
class NetworkTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    explicit NetworkTransport(QObject *parent = nullptr);
    ~NetworkTransport() override;

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    /// What is under way fails with Error::Kind::Network.
    void resetConnections() override;
    void setProxy(const Proxy &proxy) override;
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &proxy) const override;

private:
    void onSilence(std::chrono::milliseconds length);

    Proxy m_proxy;
    QElapsedTimer m_lastSign; ///< since any byte came or went
    bool m_hasHttp2 = false;  ///< some server speaks it
    QNetworkAccessManager m_manager;
    QSet<NetworkCall *> m_calls;
};

}
