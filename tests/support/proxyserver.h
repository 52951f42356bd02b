// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/proxy.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>

namespace linnet::test {

/// A small HTTP proxy (CONNECT and whole URLs) or SOCKS5 proxy on loopback, for tests. Wherever one wants to
/// go, it leads to the one server it was made for, so that names need not exist. Lives in one thread's event
/// loop.
class ProxyServer : public QObject
{
    Q_OBJECT

public:
    /// `kind` is Http or Socks5; `target` is a port of this machine.
    ProxyServer(ProxySettings::Kind kind, quint16 target, QObject *parent = nullptr);
    ~ProxyServer() override;

    bool listen(quint16 port = 0) { return m_server.listen(QHostAddress::LocalHost, port); }
    quint16 port() const { return m_server.serverPort(); }
    /// Nobody gets through without these.
    void setPassword(const QString &user, const QString &password);
    /// The way through it, with the password it wants.
    Proxy proxy() const;
    /// Cuts all connections and listens no more.
    void stop();

    /// "name:port" of each place that was asked for, in order; numbers if the client had looked the name up.
    const QStringList &asked() const { return m_asked; }
    int refusals() const { return m_refusals; } ///< for want of the right password

private:
    enum class Step { Greeting, Password, Request, Tunnel };
    struct Client
    {
        QByteArray data;
        QPointer<QTcpSocket> server;
        Step step = Step::Request;
    };

    void onConnection();
    void onData(QTcpSocket *socket);
    bool advance(QTcpSocket *socket, Client &client);
    bool takeHttp(QTcpSocket *socket, Client &client);
    bool takeGreeting(QTcpSocket *socket, Client &client);
    bool takePassword(QTcpSocket *socket, Client &client);
    bool takeSocks(QTcpSocket *socket, Client &client);
    void reach(QTcpSocket *socket, Client &client);

    ProxySettings::Kind m_kind;
    quint16 m_target;
    QString m_user;
    QString m_password;
    QStringList m_asked;
    int m_refusals = 0;
    QHash<QTcpSocket *, Client> m_clients;
    QTcpServer m_server;
};

}
