// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>

namespace linnet::test {

/// One request as a server got it, and the way to answer it: at once, later, or in raw bytes. Kept by a
/// shared_ptr; an answer to a client that has gone does nothing.
class HttpExchange
{
public:
    QByteArray method;
    QByteArray target; ///< path and query as they came
    QString path;      ///< still percent-encoded
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    void reply(int status, const QByteArray &body, const QByteArray &contentType = "application/json",
               const QByteArray &moreHeaders = {});
    void write(const QByteArray &bytes); ///< as they are; follow with close() or with more
    void close();
    void reset(); ///< cuts the connection off
    bool isGone() const { return !m_socket || m_socket->state() != QAbstractSocket::ConnectedState; }
    QTcpSocket *socket() const { return m_socket; }

private:
    friend class HttpServer;
    QPointer<QTcpSocket> m_socket;
    bool m_isAnswered = false;
};
using Exchange = std::shared_ptr<HttpExchange>;

/// A small HTTP/1.1 server on loopback for tests. Lives in the event loop of the thread that made it.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(Exchange)>;
    explicit HttpServer(Handler handler, QObject *parent = nullptr);
    ~HttpServer() override;

    /// 0: any free port.
    bool listen(quint16 port = 0, const QHostAddress &address = QHostAddress::LocalHost);
    quint16 port() const { return m_server.serverPort(); }
    QUrl url() const;
    int connections() const { return m_connections; } ///< how many were made so far
    void closeAll();                                  ///< cuts all connections off and listens on

private:
    void onConnection();
    void onData(QTcpSocket *socket);
    Exchange takeRequest(QTcpSocket *socket);

    Handler m_handler;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_pending;
    int m_connections = 0;
};

}
