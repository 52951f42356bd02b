// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/loopbacklistener.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace linnet {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype MostBytes = 16 << 10; ///< of a request without its body, which nobody wants
constexpr qsizetype MostConnections = 16;
constexpr auto Patience = 10s; ///< with a connection that says nothing; browsers open some beforehand

QByteArray page(const QString &what, const QString &how)
{
    const QString text =
        QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
                       "<title>Linnet</title></head><body><h1>%1</h1><p>%2</p></body></html>")
            .arg(what.toHtmlEscaped(), how.toHtmlEscaped());
    return text.toUtf8();
}

/// Nothing is to be kept, sent on or shown elsewhere: the address that was asked has a secret in it.
QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
           QByteArray::number(body.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
           "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'"
           "\r\nX-Content-Type-Options: nosniff\r\n\r\n" +
           body;
}

QByteArray authorityOf(const QTcpServer &server)
{
    QUrl url;
    url.setHost(server.serverAddress().toString());
    url.setPort(server.serverPort());
    return url.authority(QUrl::FullyEncoded).toLatin1();
}

/// The one value of a header; empty if it is missing or there twice.
QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    QByteArray found;
    int count = 0;
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == name) {
            found = line.mid(colon + 1).trimmed();
            ++count;
        }
    }
    return count == 1 ? found : QByteArray();
}

}

LoopbackListener::LoopbackListener(QObject *parent) : QObject(parent)
{
    m_server.setMaxPendingConnections(MostConnections);
    m_server.setProxy(QNetworkProxy::NoProxy);
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackListener::onConnection);
}

LoopbackListener::~LoopbackListener()
{
    m_server.disconnect(this);
    close();
}

QStringList LoopbackListener::redirectUris()
{
    return {QStringLiteral("http://127.0.0.1/"), QStringLiteral("http://[::1]/")};
}

Result<QUrl> LoopbackListener::listen(const QString &state, const QStringList &answers)
{
    close();
    m_state = state;
    m_answers = answers;
    if (!m_server.listen(QHostAddress::LocalHost) && !m_server.listen(QHostAddress::LocalHostIPv6))
        return Error::of(Error::Kind::Network, m_server.errorString());
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_server.serverAddress().toString());
    url.setPort(m_server.serverPort());
    url.setPath(QStringLiteral("/"));
    return url;
}

void LoopbackListener::close()
{
    m_server.close();
    const auto sockets = m_pending.keys();
    for (QTcpSocket *socket : sockets)
        drop(socket);
}

void LoopbackListener::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_pending.size() >= MostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_pending.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
        auto *patience = new QTimer(socket);
        connect(patience, &QTimer::timeout, this, [this, socket] { drop(socket); });
        patience->start(Patience);
    }
}

void LoopbackListener::onData(QTcpSocket *socket)
{
    if (!m_pending.contains(socket))
        return;
    QByteArray &bytes = m_pending[socket];
    bytes += socket->read(MostBytes + 1 - bytes.size());
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end >= 0)
        onRequest(socket, bytes.left(end));
    else if (bytes.size() > MostBytes)
        drop(socket);
}

/// A page of another site may send a browser here too, but knows neither the port nor the state; by a name of
/// its own that leads here it could read the answer.
bool LoopbackListener::isOurs(const QByteArray &head) const
{
    const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
    return words.size() == 3 && words[0] == "GET" && words[2].startsWith("HTTP/1.") &&
           words[1].split('?').constFirst() == "/" && headerOf(head, "host") == authorityOf(m_server);
}

void LoopbackListener::onRequest(QTcpSocket *socket, const QByteArray &head)
{
    const auto refuse = [this, socket](const QByteArray &status) {
        say(socket, answer(status, page(tr("Nothing is waited for here."),
                                        tr("Go back to Linnet and start again from there."))));
    };
    if (!isOurs(head))
        return refuse("404 Not Found");
    QByteArray target = head.split(' ').value(1);
    // Forms write blanks as "+", which QUrl leaves alone.
    const QUrlQuery query(QString::fromLatin1(target.mid(2).replace('+', "%20")));
    const QStringList states = query.allQueryItemValues(QStringLiteral("state"), QUrl::FullyDecoded);
    bool isAnswered = false;
    for (const QString &name : std::as_const(m_answers)) {
        const QStringList values = query.allQueryItemValues(name, QUrl::FullyDecoded);
        isAnswered = isAnswered || (values.size() == 1 && !values.first().isEmpty());
    }
    if (states != QStringList{m_state} || !isAnswered)
        return refuse("400 Bad Request");

    say(socket, answer("200 OK", page(tr("You can close this page."), tr("Linnet goes on from here."))));
    close();
    Q_EMIT answered(query);
}

/// The last that goes out there, also when nobody listens here any more.
void LoopbackListener::say(QTcpSocket *socket, const QByteArray &bytes)
{
    m_pending.remove(socket);
    socket->disconnect(this);
    socket->setParent(QCoreApplication::instance());
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    auto *patience = new QTimer(socket);
    connect(patience, &QTimer::timeout, socket, &QTcpSocket::abort);
    patience->start(Patience);
    socket->write(bytes);
    socket->disconnectFromHost();
}

void LoopbackListener::drop(QTcpSocket *socket)
{
    if (!m_pending.remove(socket))
        return;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

}
