// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSslServer>
#include <QUrl>

class QSslSocket;

namespace linnet::test {

/// As much of HTTP/2 over TLS as it takes to answer "{}" to whatever it is asked (RFC 9113, without reading
/// the heads). Its certificate is the one of tests/data, for localhost. Lives in one thread's event loop.
class Http2Server : public QObject
{
    Q_OBJECT

public:
    explicit Http2Server(QObject *parent = nullptr);
    ~Http2Server() override;

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    QUrl url() const;
    void setSilent(bool isSilent) { m_isSilent = isSilent; } ///< takes requests and answers none of them
    int connections() const { return m_connections; }
    int requests() const { return m_requests; }

private:
    void onConnection();
    void onData(QSslSocket *socket);
    void onFrame(QSslSocket *socket, quint8 type, quint8 flags, const QByteArray &stream);

    QSslServer m_server;
    QHash<QSslSocket *, QByteArray> m_pending;
    bool m_isSilent = false;
    int m_connections = 0;
    int m_requests = 0;
};

}
