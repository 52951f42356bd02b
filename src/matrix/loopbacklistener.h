// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

class QTcpSocket;

namespace linnet {

/// Waits on this machine for the browser that comes back from signing in (RFC 8252 section 7.3): takes one
/// request, the one that has the state and one of the answers that are waited for, shows a page, and closes.
/// Whatever else comes is turned away and changes nothing. For how long is its owner's matter. GUI thread.
class LoopbackListener : public QObject
{
    Q_OBJECT

public:
    explicit LoopbackListener(QObject *parent = nullptr);
    ~LoopbackListener() override;

    /// Where OAuth servers are told that the browser may come to, without a port.
    static QStringList redirectUris();

    /// Begins to wait at a port that nobody else has. What fits has `state`, and one of the parameters
    /// `answers`. Answers with the address, `http://127.0.0.1:PORT/`. Error: Network, there is no such port.
    Result<QUrl> listen(const QString &state, const QStringList &answers);
    void close();
    bool isListening() const { return m_server.isListening(); }

Q_SIGNALS:
    /// What the browser brought, decoded. Said once; nothing is waited for any more.
    void answered(const QUrlQuery &query);

private:
    void onConnection();
    void onData(QTcpSocket *socket);
    void onRequest(QTcpSocket *socket, const QByteArray &head);
    bool isOurs(const QByteArray &head) const;
    void say(QTcpSocket *socket, const QByteArray &bytes);
    void drop(QTcpSocket *socket);

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_pending; ///< what has come on each connection
    QString m_state;
    QStringList m_answers;
};

}
