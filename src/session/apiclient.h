// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/task.h"
#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QObject>
#include <QSet>

#include <memory>

namespace linnet {

class TokenKeeper;

/// Requests of one signed-in account: adds the token, waits out M_LIMIT_EXCEEDED (`retry_after_ms`, all
/// requests behind one gate), sends idempotent requests again after a dropped connection (twice at most),
/// remembers per endpoint what the server does not know, and tells once when the token has died. Where there
/// is a TokenKeeper, a token that has run out is no answer: what was sent with it is sent again with the
/// next. A page in the place of the server's answer is a Portal: the account has spoken with a Matrix server
/// there. GUI thread.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    ApiClient(Transport &transport, Clock &clock, Server server, QByteArray token, QObject *parent = nullptr);

    const Requests &requests() const { return m_requests; }
    const Server &server() const { return m_server; }
    Clock &clock() const { return m_clock; }

    Task<Reply> send(const Request &request);
    /// Like send(), but neither waits at the gate, nor closes it, nor tries again: for callers with a backoff
    /// of their own.
    Task<Reply> sendOnce(const Request &request);

    /// False once the server has called this endpoint unrecognised. `endpoint` is a short name such as
    /// "typing".
    bool has(const QString &endpoint) const { return !m_missing.contains(endpoint); }
    /// Whether `error` says that the server has no such endpoint; if so, has() is false from now on. A
    /// proxy's page without a code says so only of servers that have no codes.
    bool lacks(const QString &endpoint, const Error &error);
    /// Whether something can be deleted there; servers of before September 2014 had no way to.
    bool hasRedaction() const { return has(QStringLiteral("redact")); }
    void setMissing(const QString &endpoint) { m_missing.insert(endpoint); }
    /// What servers of all times answer to what they do not know, and others that stand before them too: for
    /// guesses that are made anew each time.
    static bool isUnrecognized(const Error &error);

    void setToken(const QByteArray &token);
    /// Where tokens come from from now on; it must outlive this.
    void setTokenKeeper(TokenKeeper &keeper);
    /// The server is spoken to in another dialect from now on.
    void setVersion(ServerVersion version);

Q_SIGNALS:
    /// The server no longer takes the token; said once for each token.
    void tokenRefused(const linnet::Error &error);
    void tokenChanged(); ///< another one is sent from now on
    /// A good answer said what time it is there; both in ms since the epoch.
    void timeHeard(qint64 server, qint64 here);
    /// The server has answered a request that carries a token, with this error or well (null).
    void answered(const linnet::Request &request, const linnet::Error *error);

private:
    struct Call;
    Task<Reply> begin(const Request &request, bool isPatient);
    void run(const std::shared_ptr<Call> &call);
    void transmit(const std::shared_ptr<Call> &call);
    bool renews(const std::shared_ptr<Call> &call, const Error &error);
    void onResult(const std::shared_ptr<Call> &call, Result<Reply> result);
    static void finish(const std::shared_ptr<Call> &call, Result<Reply> result);
    void closeGate(const Error &error);
    void checkToken(const Call &call, const Error &error);

    Transport &m_transport;
    Clock &m_clock;
    Server m_server;
    Requests m_requests;
    QByteArray m_token;
    TokenKeeper *m_keeper = nullptr;
    QSet<QString> m_missing;
    std::chrono::milliseconds m_gateUntil{0};
    bool m_isTokenRefused = false;
};

}
