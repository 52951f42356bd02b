// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"

#include <QList>
#include <QRegularExpression>

#include <deque>
#include <memory>

namespace linnet::test {

/// A Transport that follows a script:
///
///     transport.expects(Request::Method::Put, "/send/m.room.message/*").replies(503, "{}");
///     auto &poll = transport.expects(Request::Method::Get, "/sync").holds();
///     … poll.release(200, reply);
///
/// Each expectation answers one request; the first one that fits and is not used up is taken. A request that
/// nothing fits fails the running test and is answered with Error::Kind::Network. Answers come in the event
/// loop, as from the network, but release() answers at once. GUI thread.
class FakeTransport final : public Transport
{
public:
    using Method = Request::Method;

    /// A request as it was sent.
    struct Sent
    {
        QUrl base;
        Request request;
        QByteArray token;
        bool isTokenInQuery = false;
        bool isAborted = false;
        QString path() const;                  ///< of a request without one, that of the base
        QString query(const char *name) const; ///< "" if it has none of this name
    };

    class Expectation
    {
    public:
        Expectation &replies(int status, const QByteArray &body = "{}",
                             const QByteArray &contentType = "application/json");
        Expectation &dated(qint64 ms); ///< the server's time, of an answer that is there already
        Expectation &fails(Error error);
        Expectation &fails(Error::Kind kind) { return fails(Error::of(kind)); }
        Expectation &holds(); ///< the request stays open until one of the next two
        void release(int status, const QByteArray &body = "{}");
        void releaseError(Error error);
        Expectation &always(); ///< answers any number of requests
        bool isAsked() const { return m_asked > 0; }
        int asked() const { return m_asked; }
        bool isHeld() const { return m_held && !m_held->isAbandoned(); }
        const Sent &sent() const { return *m_sent; } ///< the last request that it answered; only if isAsked()

    private:
        friend class FakeTransport;
        Method m_method;
        QRegularExpression m_path;
        std::optional<Result<Reply>> m_answer;
        std::optional<Promise<Reply>> m_held;
        std::shared_ptr<Sent> m_sent;
        int m_asked = 0;
        bool m_isHolding = false;
        bool m_isForAll = false;
    };

    /// `pathEnd` is the end of the path; `*` stands for any one segment or a part of one.
    Expectation &expects(Method method, const QString &pathEnd);
    Expectation &expects(Method method, const QRegularExpression &path);

    const QList<std::shared_ptr<Sent>> &sent() const { return m_sent; }
    /// How many requests with this method and path end were sent.
    int count(Method method, const QString &pathEnd) const;
    /// Expectations that no request has met yet, for a last check.
    QStringList unmet() const;
    int resets() const { return m_resets; }
    /// Requests that nothing expects stay open instead of failing the test.
    void holdUnexpected() { m_isLenient = true; }

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override { ++m_resets; }
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    /// It asks this one, whose script tells what comes of it; triedProxy() is the way that was tried.
    std::unique_ptr<Transport> through(const Proxy &proxy) const override;
    const Proxy &triedProxy() const { return m_triedProxy; }

private:
    Expectation *find(const QUrl &base, const Request &request);

    QObject m_context;                      ///< of answers that are on their way
    std::deque<Expectation> m_expectations; ///< references to them stay good
    QList<std::shared_ptr<Sent>> m_sent;
    Proxy m_proxy;
    mutable Proxy m_triedProxy;
    int m_resets = 0;
    bool m_isLenient = false;
};

/// What a server with this answer amounts to, as NetworkTransport would put it.
Result<Reply> answerOf(int status, const QByteArray &body,
                       const QByteArray &contentType = "application/json");

}
