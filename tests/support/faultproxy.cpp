// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include <QTimer>

namespace linnet::test {

namespace {

const QByteArray page = "<!doctype html><html><body>Welcome to the Hotel. Sign in.</body></html>";

/// True if `bytes` are a whole answer.
bool isWhole(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = bytes.left(end + 2).toLower();
    if (head.contains("transfer-encoding: chunked"))
        return bytes.endsWith("0\r\n\r\n");
    constexpr QByteArrayView name = "\r\ncontent-length:";
    const qsizetype at = head.indexOf(name);
    if (at < 0)
        return false; // its end is the connection's
    const qsizetype from = at + name.size();
    return bytes.size() >= end + 4 + head.mid(from, head.indexOf("\r\n", from) - from).trimmed().toLongLong();
}

QByteArray garbled(QByteArray bytes)
{
    for (qsizetype i = bytes.indexOf("\r\n\r\n") + 4; i < bytes.size(); i += 7)
        bytes[i] = '~';
    return bytes;
}

}

FaultProxy::FaultProxy(QUrl server, QObject *parent)
    : QObject(parent), m_server(std::move(server)), m_http([this](const Exchange &each) { handle(each); })
{
}

Fault FaultProxy::faultOf(const HttpExchange &exchange)
{
    const QString what = QString::fromLatin1(exchange.method) + u' ' + exchange.path;
    for (qsizetype i = 0; i < m_script.size(); ++i) {
        if (what.contains(m_script[i].first))
            return m_script.takeAt(i).second;
    }
    return m_chooser ? m_chooser(exchange) : Fault();
}

void FaultProxy::handle(const Exchange &exchange)
{
    const Fault fault = faultOf(*exchange);
    if (fault.kind != Fault::Kind::None)
        ++m_faults;
    switch (fault.kind) {
    case Fault::Kind::LoseRequest:
        return exchange->reset();
    case Fault::Kind::BlackHole:
        return;
    case Fault::Kind::Status:
        return exchange->reply(fault.amount, page, "text/html");
    case Fault::Kind::Page:
        return exchange->reply(200, page, "text/html");
    case Fault::Kind::Redirect:
        return exchange->reply(302, {}, {}, "Location: http://portal.hotel.test/login?from=1\r\n");
    case Fault::Kind::RepeatRequest:
        return pass(exchange, [this, exchange, fault](const QByteArray &first) {
            pass(exchange, [exchange, fault, first](const QByteArray &) { answer(exchange, fault, first); });
        });
    default:
        return pass(exchange, [exchange, fault](const QByteArray &bytes) { answer(exchange, fault, bytes); });
    }
}

void FaultProxy::pass(const Exchange &exchange, std::function<void(const QByteArray &)> onAnswer)
{
    m_passed << QString::fromLatin1(exchange->method) + u' ' + exchange->path;
    QByteArray bytes = exchange->method + ' ' + exchange->target + " HTTP/1.1\r\n";
    for (auto it = exchange->headers.cbegin(); it != exchange->headers.cend(); ++it) {
        if (it.key() != "connection")
            bytes += it.key() + ": " + it.value() + "\r\n";
    }
    bytes += "connection: close\r\n\r\n" + exchange->body;

    auto *socket = new QTcpSocket(this);
    auto received = std::make_shared<QByteArray>();
    const auto finish = [socket, received, onAnswer = std::move(onAnswer)] {
        socket->disconnect();
        socket->deleteLater();
        onAnswer(*received);
    };
    connect(socket, &QTcpSocket::readyRead, this, [socket, received, finish] {
        *received += socket->readAll();
        if (isWhole(*received))
            finish();
    });
    connect(socket, &QTcpSocket::disconnected, this, finish);
    connect(socket, &QTcpSocket::errorOccurred, this, finish);
    // A client that has gone leaves its long poll.
    if (exchange->socket())
        connect(exchange->socket(), &QTcpSocket::disconnected, socket, [socket] {
            socket->disconnect();
            socket->abort();
            socket->deleteLater();
        });
    socket->connectToHost(m_server.host(), quint16(m_server.port()));
    socket->write(bytes);
}

void FaultProxy::answer(const Exchange &exchange, Fault fault, QByteArray bytes)
{
    switch (fault.kind) {
    case Fault::Kind::Hang:
        return;
    case Fault::Kind::LoseAnswer:
        return exchange->reset();
    case Fault::Kind::Delay:
        if (exchange->socket())
            QTimer::singleShot(fault.amount, exchange->socket(),
                               [exchange, bytes] { exchange->write(bytes); });
        return;
    case Fault::Kind::Truncate:
        exchange->write(
            bytes.left(std::max<qsizetype>(0, std::min<qsizetype>(fault.amount, bytes.size() - 1))));
        return exchange->close();
    case Fault::Kind::RepeatAnswer:
        bytes += bytes;
        break;
    case Fault::Kind::Garble:
        bytes = garbled(bytes);
        break;
    default:
        break;
    }
    exchange->write(bytes);
    // Nobody would know the end of it else; and what never came is no answer.
    if (bytes.isEmpty() || !isWhole(bytes))
        exchange->close();
}

}
