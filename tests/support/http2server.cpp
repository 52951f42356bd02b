// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http2server.h"

#include "support/json.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace linnet::test {

namespace {

enum FrameType : quint8 { Data = 0, Headers = 1, Settings = 4, Ping = 6 };
enum Flag : quint8 { Ack = 1, EndStream = 1, EndHeaders = 4 };

constexpr qsizetype HeadSize = 9;
const QByteArray preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const QByteArray firstStream(4, '\0');

QByteArray frame(FrameType type, quint8 flags, const QByteArray &stream, const QByteArray &payload)
{
    QByteArray bytes(2, '\0');
    bytes += char(payload.size());
    bytes += char(type);
    bytes += char(flags);
    return bytes + stream + payload;
}

/// ":status: 200" and "content-type: application/json" (RFC 7541).
QByteArray head()
{
    const QByteArray type = "application/json";
    QByteArray bytes = "\x88\x0f\x10";
    bytes += char(type.size());
    return bytes + type;
}

}

Http2Server::Http2Server(QObject *parent) : QObject(parent)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(testData(QStringLiteral("selfsigned.pem"))));
    configuration.setPrivateKey(QSslKey(testData(QStringLiteral("selfsigned.key")), QSsl::Rsa));
    configuration.setAllowedNextProtocols({QSslConfiguration::ALPNProtocolHTTP2});
    m_server.setSslConfiguration(configuration);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &Http2Server::onConnection);
}

Http2Server::~Http2Server()
{
    const auto sockets = m_pending.keys();
    for (QSslSocket *socket : sockets)
        socket->disconnect(this);
}

QUrl Http2Server::url() const
{
    return QUrl(QStringLiteral("https://localhost:%1").arg(m_server.serverPort()));
}

void Http2Server::onConnection()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
        ++m_connections;
        m_pending.insert(socket, {});
        connect(socket, &QSslSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QSslSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
        socket->write(frame(Settings, 0, firstStream, {}));
        onData(socket);
    }
}

void Http2Server::onData(QSslSocket *socket)
{
    QByteArray &data = m_pending[socket];
    data += socket->readAll();
    if (data.startsWith(preface))
        data.remove(0, preface.size());
    while (data.size() >= HeadSize) {
        const qsizetype length = quint8(data[0]) << 16 | quint8(data[1]) << 8 | quint8(data[2]);
        if (data.size() < HeadSize + length)
            return;
        const QByteArray bytes = data.left(HeadSize + length);
        data.remove(0, bytes.size());
        const quint8 type = quint8(bytes[3]);
        const quint8 flags = quint8(bytes[4]);
        if (type == Ping && !(flags & Ack))
            socket->write(frame(Ping, Ack, firstStream, bytes.mid(HeadSize)));
        else
            onFrame(socket, type, flags, bytes.mid(5, 4));
    }
}

void Http2Server::onFrame(QSslSocket *socket, quint8 type, quint8 flags, const QByteArray &stream)
{
    if (type == Settings && !(flags & Ack))
        socket->write(frame(Settings, Ack, firstStream, {}));
    if ((type != Headers && type != Data) || !(flags & EndStream))
        return;
    ++m_requests;
    if (m_isSilent)
        return;
    socket->write(frame(Headers, EndHeaders, stream, head()));
    socket->write(frame(Data, EndStream, stream, "{}"));
}

}
