// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpserver.h"

namespace linnet::test {

void HttpExchange::reply(int status, const QByteArray &text, const QByteArray &contentType,
                         const QByteArray &moreHeaders)
{
    if (std::exchange(m_isAnswered, true) || isGone())
        return;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + (status < 300 ? " OK" : " No") + "\r\n";
    if (!contentType.isEmpty())
        head += "Content-Type: " + contentType + "\r\n";
    head += "Content-Length: " + QByteArray::number(text.size()) + "\r\n" + moreHeaders + "\r\n";
    m_socket->write(head + text);
    m_socket->flush();
}

void HttpExchange::write(const QByteArray &bytes)
{
    if (isGone())
        return;
    m_socket->write(bytes);
    m_socket->flush();
}

void HttpExchange::close()
{
    if (!isGone())
        m_socket->disconnectFromHost();
}

void HttpExchange::reset()
{
    if (!isGone())
        m_socket->abort();
}

HttpServer::HttpServer(Handler handler, QObject *parent) : QObject(parent), m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::onConnection);
}

HttpServer::~HttpServer()
{
    const auto sockets = m_pending.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

bool HttpServer::listen(quint16 port, const QHostAddress &address)
{
    return m_server.listen(address, port);
}

QUrl HttpServer::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_server.serverAddress().toString());
    url.setPort(port());
    return url;
}

void HttpServer::closeAll()
{
    const auto sockets = m_pending.keys();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

void HttpServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        m_pending.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
        onData(socket);
    }
}

void HttpServer::onData(QTcpSocket *socket)
{
    m_pending[socket] += socket->readAll();
    while (Exchange exchange = takeRequest(socket))
        m_handler(exchange);
}

Exchange HttpServer::takeRequest(QTcpSocket *socket)
{
    if (!m_pending.contains(socket))
        return {};
    QByteArray &data = m_pending[socket];
    const qsizetype end = data.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    auto exchange = std::make_shared<HttpExchange>();
    const QList<QByteArray> lines = data.left(end).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        exchange->headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = exchange->headers.value("content-length").toLongLong();
    if (data.size() < end + 4 + length)
        return {};
    exchange->body = data.mid(end + 4, length);
    data.remove(0, end + 4 + length);

    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    exchange->method = words.value(0);
    exchange->target = words.value(1);
    const qsizetype mark = exchange->target.indexOf('?');
    exchange->path = QString::fromLatin1(mark < 0 ? exchange->target : exchange->target.left(mark));
    if (mark >= 0)
        exchange->query = QUrlQuery(QString::fromLatin1(exchange->target.mid(mark + 1)));
    exchange->m_socket = socket;
    return exchange;
}

}
