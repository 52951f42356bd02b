// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/proxyserver.h"

#include <QHostAddress>
#include <QUrl>
#include <QtEndian>

namespace linnet::test {

ProxyServer::ProxyServer(ProxySettings::Kind kind, quint16 target, QObject *parent)
    : QObject(parent), m_kind(kind), m_target(target)
{
    connect(&m_server, &QTcpServer::newConnection, this, &ProxyServer::onConnection);
}

ProxyServer::~ProxyServer()
{
    const auto sockets = m_clients.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

void ProxyServer::setPassword(const QString &user, const QString &password)
{
    m_user = user;
    m_password = password;
}

Proxy ProxyServer::proxy() const
{
    return {{m_kind, QStringLiteral("127.0.0.1"), port(), m_user}, m_password};
}

void ProxyServer::stop()
{
    m_server.close();
    const auto sockets = m_clients.keys();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

void ProxyServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        Client client;
        if (m_kind == ProxySettings::Kind::Socks5)
            client.step = Step::Greeting;
        m_clients.insert(socket, client);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            if (QTcpSocket *server = m_clients.take(socket).server)
                server->abort();
            socket->deleteLater();
        });
        onData(socket);
    }
}

void ProxyServer::onData(QTcpSocket *socket)
{
    const auto client = m_clients.find(socket);
    if (client == m_clients.end())
        return;
    client->data += socket->readAll();
    while (m_clients.contains(socket) && advance(socket, *client)) {
    }
}

bool ProxyServer::advance(QTcpSocket *socket, Client &client)
{
    switch (client.step) {
    case Step::Greeting:
        return takeGreeting(socket, client);
    case Step::Password:
        return takePassword(socket, client);
    case Step::Request:
        return m_kind == ProxySettings::Kind::Http ? takeHttp(socket, client) : takeSocks(socket, client);
    case Step::Tunnel:
        if (client.server && client.server->isOpen())
            client.server->write(client.data);
        client.data.clear();
    }
    return false;
}

bool ProxyServer::takeHttp(QTcpSocket *socket, Client &client)
{
    const qsizetype end = client.data.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    QList<QByteArray> lines = client.data.left(end).replace("\r\n", "\n").split('\n');
    qsizetype length = 0;
    QByteArray given;
    for (qsizetype i = lines.size() - 1; i > 0; --i) {
        const QByteArray name = lines[i].left(lines[i].indexOf(':')).toLower();
        const QByteArray value = lines[i].mid(lines[i].indexOf(':') + 1).trimmed();
        if (name == "content-length")
            length = value.toLongLong();
        if (name == "proxy-authorization")
            given = value;
        if (name.startsWith("proxy-"))
            lines.removeAt(i);
    }
    if (client.data.size() < end + 4 + length)
        return false;
    const QByteArray body = client.data.mid(end + 4, length);
    client.data.remove(0, end + 4 + length);
    const QByteArray wanted = "Basic " + (m_user + u':' + m_password).toUtf8().toBase64();
    if (!m_user.isEmpty() && given != wanted) {
        ++m_refusals;
        socket->write("HTTP/1.1 407 Password\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                      "Content-Length: 0\r\n\r\n");
        return true;
    }
    QList<QByteArray> words = lines.first().split(' ');
    if (words.value(0) == "CONNECT") {
        m_asked << QString::fromLatin1(words.value(1));
        reach(socket, client);
        client.step = Step::Tunnel;
        socket->write("HTTP/1.1 200 OK\r\n\r\n");
        return true;
    }
    const QUrl url = QUrl::fromEncoded(words.value(1));
    m_asked << QStringLiteral("%1:%2").arg(url.host()).arg(url.port(80));
    words[1] = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    lines[0] = words.join(' ');
    reach(socket, client);
    client.server->write(lines.join("\r\n") + "\r\n\r\n" + body);
    return true;
}

bool ProxyServer::takeGreeting(QTcpSocket *socket, Client &client)
{
    if (client.data.size() < 2 || client.data.size() < 2 + client.data[1])
        return false;
    const QByteArray methods = client.data.mid(2, client.data[1]);
    client.data.remove(0, 2 + client.data[1]);
    if (m_user.isEmpty()) {
        client.step = Step::Request;
        socket->write(QByteArray("\x05\x00", 2));
    } else if (methods.contains('\x02')) {
        client.step = Step::Password;
        socket->write(QByteArray("\x05\x02", 2));
    } else {
        ++m_refusals;
        socket->write("\x05\xff");
        socket->disconnectFromHost();
        return false;
    }
    return true;
}

bool ProxyServer::takePassword(QTcpSocket *socket, Client &client)
{
    const QByteArray &data = client.data;
    if (data.size() < 2 || data.size() < 3 + data[1] || data.size() < 3 + data[1] + data[2 + data[1]])
        return false;
    const QByteArray user = data.mid(2, data[1]);
    const QByteArray password = data.mid(3 + data[1], data[2 + data[1]]);
    client.data.remove(0, 3 + user.size() + password.size());
    if (user != m_user.toUtf8() || password != m_password.toUtf8()) {
        ++m_refusals;
        socket->write("\x01\x01");
        socket->disconnectFromHost();
        return false;
    }
    client.step = Step::Request;
    socket->write(QByteArray("\x01\x00", 2));
    return true;
}

bool ProxyServer::takeSocks(QTcpSocket *socket, Client &client)
{
    constexpr qsizetype Head = 4;
    const QByteArray &data = client.data;
    if (data.size() < Head + 1)
        return false;
    const bool isName = data[3] == 3;
    const qsizetype start = isName ? Head + 1 : Head;
    const qsizetype length = isName ? data[Head] : data[3] == 1 ? 4 : 16;
    if (data.size() < start + length + 2)
        return false;
    const QByteArray place = data.mid(start, length);
    const auto port = qFromBigEndian<quint16>(data.constData() + start + length);
    const QString host = isName ? QString::fromUtf8(place)
                         : length == 4
                             ? QHostAddress(qFromBigEndian<quint32>(place.constData())).toString()
                             : QHostAddress(reinterpret_cast<const quint8 *>(place.constData())).toString();
    m_asked << QStringLiteral("%1:%2").arg(host).arg(port);
    client.data.remove(0, start + length + 2);
    reach(socket, client);
    client.step = Step::Tunnel;
    socket->write(QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
    return true;
}

void ProxyServer::reach(QTcpSocket *socket, Client &client)
{
    if (client.server)
        return;
    auto *server = new QTcpSocket(socket);
    client.server = server;
    connect(server, &QTcpSocket::readyRead, socket, [socket, server] {
        if (socket->isOpen())
            socket->write(server->readAll());
    });
    connect(server, &QTcpSocket::disconnected, socket, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::errorOccurred, socket, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
}

}
