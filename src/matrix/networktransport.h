// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"

#include <QNetworkAccessManager>
#include <QSet>

namespace linnet {

class NetworkCall;

/// The Transport of the real network. Keeps connections alive, no cookies, no cache; uses the system's proxy
/// but for this very machine. GUI thread. Calls under way end with it, unanswered.
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

private:
    QNetworkAccessManager m_manager;
    QSet<NetworkCall *> m_calls;
};

}
