// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

namespace linnet {

/// One request of NetworkTransport from its first byte to its answer, redirects included. Deletes itself
/// after it has answered or was abandoned. GUI thread; internal to this layer.
class NetworkCall final : public QObject
{
    Q_OBJECT

public:
    NetworkCall(QNetworkAccessManager &manager, Request request, QByteArray token, bool isTokenInQuery,
                QObject *parent);
    ~NetworkCall() override;

    Task<Reply> start(const QUrl &url);
    /// Gives up and answers with `kind`, later in the event loop.
    void fail(Error::Kind kind, const QString &text);

Q_SIGNALS:
    void progressed(bool isHttp2);                     ///< a byte came or went
    void fellSilent(std::chrono::milliseconds length); ///< it has waited in vain

private:
    void send(const QUrl &url);
    void onProgress();
    void onSent(qint64 sent, qint64 total);
    void onSilence();
    void onFinished();
    void onRedirect(const QUrl &target, int status);
    void answer(Result<Reply> result);
    void stop();
    bool takeBody();
    qint64 announcedBytes() const; ///< 0: the server did not say
    Result<Reply> resultOf(int status) const;
    void onNetworkError();
    Error networkError() const;
    QNetworkProxy proxyOf(const QUrl &url) const;

    QNetworkAccessManager &m_manager;
    Request m_request;
    QByteArray m_token;
    bool m_isTokenInQuery;
    Promise<Reply> m_promise;
    QTimer m_silence; ///< runs while no byte comes or goes
    QNetworkReply *m_reply = nullptr;
    QByteArray m_body;
    Error m_tlsError = Error::of(Error::Kind::Tls);
    int m_redirects = 0;
    bool m_isOver = false;
};

}
