// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/apiclient.h"

#include "base/logging.h"
#include "matrix/portal.h"
#include "session/tokenkeeper.h"

#include <QPointer>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr int MostRepeats = 2;       ///< after a dropped connection
constexpr int MostGates = 5;         ///< how often one request waits for the rate limit
constexpr int MostRenewals = 2;      ///< of the token, for one request
constexpr auto LongestGate = 60s;    ///< nobody waits longer for an answer
constexpr auto GateWithoutTime = 1s; ///< where the server does not say how long

}

/// One request from its first try to its answer.
struct ApiClient::Call
{
    Request request;
    bool isPatient = true;
    int repeats = 0;
    int gates = 0;
    int renewals = 0;
    QByteArray token; ///< it was sent with
    Promise<Reply> promise;
    QPointer<QObject> context; ///< of what it waits for
};

ApiClient::ApiClient(Transport &transport, Clock &clock, Server server, QByteArray token, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock), m_server(std::move(server)),
      m_requests(m_server.version), m_token(std::move(token))
{
}

Task<Reply> ApiClient::send(const Request &request)
{
    return begin(request, true);
}

Task<Reply> ApiClient::sendOnce(const Request &request)
{
    return begin(request, false);
}

Task<Reply> ApiClient::begin(const Request &request, bool isPatient)
{
    auto call = std::make_shared<Call>();
    call->request = request;
    call->isPatient = isPatient;
    call->context = new QObject(this);
    call->promise.onAbort([context = call->context] { delete context; });
    Task<Reply> task = call->promise.task();
    run(call);
    return task;
}

void ApiClient::run(const std::shared_ptr<Call> &call)
{
    const auto wait = m_gateUntil - m_clock.elapsed();
    if (call->isPatient && wait > LongestGate)
        return finish(call, Error{Error::Kind::RateLimited, QStringLiteral("M_LIMIT_EXCEEDED"), 0, {}, wait});
    if (call->isPatient && wait > 0ms) {
        m_clock.after(wait, call->context, [this, call] { run(call); });
        return;
    }
    if (!call->request.needsToken || !m_keeper || !m_keeper->isDue())
        return transmit(call);
    m_keeper->refresh(m_token).then(call->context, [this, call](const Result<QByteArray> &token) {
        if (token || !token.error().isUnknownToken())
            return transmit(call); // without another one, that of before may still do
        call->token = m_token;
        onResult(call, token.error());
    });
}

void ApiClient::transmit(const std::shared_ptr<Call> &call)
{
    call->token = call->request.needsToken ? m_token : QByteArray();
    const bool isTokenInQuery = m_server.version.dialect == Dialect::V1;
    m_transport.send(m_server.base, call->request, call->token, isTokenInQuery)
        .then(call->context, [this, call](Result<Reply> result) { onResult(call, std::move(result)); });
}

void ApiClient::onResult(const std::shared_ptr<Call> &call, Result<Reply> result)
{
    if (!result && call->request.expectsJson)
        result = portalOr(result.error(), m_server.base);
    // Whoever listens may end this.
    const QPointer<ApiClient> isAlive(this);
    if (!result && renews(call, result.error()))
        return;
    if (!result) {
        const Error &error = result.error();
        checkToken(*call, error);
        if (!isAlive)
            return;
        if (error.kind == Error::Kind::RateLimited && call->isPatient) {
            closeGate(error);
            if (m_gateUntil - m_clock.elapsed() <= LongestGate && ++call->gates <= MostGates)
                return run(call);
        }
        const bool isDropped = error.kind == Error::Kind::Network;
        if (call->isPatient && isDropped && call->request.isIdempotent && ++call->repeats <= MostRepeats)
            return run(call);
    }
    if (!call->token.isEmpty() && (result || !result.error().matrixCode.isEmpty()))
        Q_EMIT answered(call->request, result ? nullptr : &result.error());
    if (!isAlive)
        return;
    // What is no JSON may come from a cache, with the time at which it went there.
    if (result && result->date > 0 && call->request.expectsJson)
        Q_EMIT timeHeard(result->date, m_clock.now());
    finish(call, std::move(result));
}

/// True if the request waits for another token, to be sent again or to fail.
bool ApiClient::renews(const std::shared_ptr<Call> &call, const Error &error)
{
    if (!error.isUnknownToken() || call->token.isEmpty() || !m_keeper || !m_keeper->canRefresh() ||
        ++call->renewals > MostRenewals)
        return false;
    m_keeper->refresh(call->token).then(call->context, [this, call, error](const Result<QByteArray> &token) {
        if (token)
            return run(call);
        Error told = token.error();
        if (told.isUnknownToken() && told.text.isEmpty())
            told.text = error.text;
        if (told.isUnknownToken())
            return onResult(call, told);
        // That there is none at the moment does not end the account, and is no reason to ask at once.
        const QPointer<QObject> isWanted(call->context);
        if (!told.matrixCode.isEmpty())
            Q_EMIT answered(call->request, &told);
        if (isWanted)
            finish(call, told);
    });
    return true;
}

void ApiClient::finish(const std::shared_ptr<Call> &call, Result<Reply> result)
{
    if (call->context)
        call->context->deleteLater();
    call->promise.resolve(std::move(result));
}

void ApiClient::closeGate(const Error &error)
{
    const auto wait = error.retryAfter > 0ms ? error.retryAfter : std::chrono::milliseconds(GateWithoutTime);
    m_gateUntil = std::max(m_gateUntil, m_clock.elapsed() + wait);
}

void ApiClient::checkToken(const Call &call, const Error &error)
{
    // An answer to the token of before says nothing of the new one.
    if (!error.isUnknownToken() || call.token.isEmpty() || call.token != m_token || m_isTokenRefused)
        return;
    m_isTokenRefused = true;
    qCInfo(lcSession) << "the server no longer takes the token:" << error.matrixCode;
    Q_EMIT tokenRefused(error);
}

bool ApiClient::isUnrecognized(const Error &error)
{
    if (error.isMatrix("M_UNRECOGNIZED") || error.httpStatus == 405)
        return true;
    // 2014 answered 400 without a code, other servers of before 2016 a page of HTML with 404.
    return error.matrixCode.isEmpty() && (error.httpStatus == 400 || error.httpStatus == 404);
}

bool ApiClient::lacks(const QString &endpoint, const Error &error)
{
    const ServerVersion &version = m_server.version;
    const bool hasCodes = version.dialect != Dialect::V1 && !version.isR0;
    const bool isMissing = hasCodes ? error.isMatrix("M_UNRECOGNIZED") : isUnrecognized(error);
    if (isMissing)
        m_missing.insert(endpoint);
    return isMissing;
}

void ApiClient::setToken(const QByteArray &token)
{
    if (m_token == token)
        return;
    m_token = token;
    m_isTokenRefused = false;
    Q_EMIT tokenChanged();
}

void ApiClient::setTokenKeeper(TokenKeeper &keeper)
{
    m_keeper = &keeper;
    setToken(keeper.token());
    connect(&keeper, &TokenKeeper::changed, this, [this] { setToken(m_keeper->token()); });
}

void ApiClient::setVersion(ServerVersion version)
{
    m_server.version = version;
    m_requests = Requests(version);
}

}
