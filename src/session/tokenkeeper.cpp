// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokenkeeper.h"

#include "base/logging.h"
#include "matrix/oauthrequests.h"
#include "matrix/portal.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

namespace {

using namespace std::chrono_literals;

constexpr qint64 MostMargin = 30'000; ///< so long before its end a token counts as ended, ms
constexpr auto FirstRetry = 5s;       ///< of keeping
constexpr auto LastRetry = 10min;

/// The server itself says no, and will do so again. A page of a proxy does not, nor does a locked account.
bool isFinal(const Error &error)
{
    return error.kind == Error::Kind::Server && error.httpStatus >= 400 && error.httpStatus < 500 &&
           error.httpStatus != 408 && !error.matrixCode.isEmpty() && !error.isMatrix("M_USER_LOCKED");
}

}

TokenKeeper::TokenKeeper(Transport &transport, Clock &clock, const Account &account, Tokens tokens, Keep keep,
                         QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock), m_server(account.server),
      m_oauth(account.oauth), m_tokens(std::move(tokens)), m_keep(std::move(keep)),
      m_backoff(FirstRetry, LastRetry)
{
    planNext();
}

/// From what is left of its life: a server may give out tokens that live shorter than any fixed margin.
void TokenKeeper::planNext()
{
    const qint64 left = m_tokens.expiresAt - m_clock.now();
    m_dueAt = m_tokens.expiresAt > 0 ? m_tokens.expiresAt - std::clamp<qint64>(left / 4, 0, MostMargin) : 0;
}

bool TokenKeeper::isDue() const
{
    return canRefresh() && m_dueAt > 0 && m_clock.now() >= m_dueAt;
}

Task<QByteArray> TokenKeeper::refresh(const QByteArray &old)
{
    if (old != m_tokens.access)
        return Task<QByteArray>::ready(m_tokens.access);
    if (!canRefresh())
        return Task<QByteArray>::ready(
            Error{Error::Kind::Server, QStringLiteral("M_UNKNOWN_TOKEN"), 401, {}, {}});
    const Promise<QByteArray> promise;
    m_waiting << promise;
    Task<QByteArray> task = promise.task();
    // Whoever drops the task does not drop the refresh: its answer must not be lost.
    if (!std::exchange(m_isAsking, true))
        ask();
    return task;
}

void TokenKeeper::ask()
{
    const Request request = m_oauth ? OAuthRequests::refresh(m_oauth->clientId, m_tokens.refresh)
                                    : Requests(m_server.version).refresh(m_tokens.refresh);
    m_transport.send(m_oauth ? m_oauth->tokenEndpoint : m_server.base, request, {}, false)
        .then(this, [this](const Result<Reply> &reply) { onReply(reply); });
}

void TokenKeeper::onReply(const Result<Reply> &reply)
{
    if (!reply)
        return onRefused(m_oauth ? reply.error() : portalOr(reply.error(), m_server.base));
    Tokens next;
    if (m_oauth) {
        const auto fresh = OAuthRequests::readTokens(reply->body);
        if (!fresh)
            return onRefused(fresh.error());
        next = Tokens::of({{}, fresh->access, {}, fresh->refresh, fresh->expiresIn, {}}, m_clock.now());
    } else {
        const auto fresh = Requests::readRefreshed(reply->body);
        if (!fresh)
            return onRefused(fresh.error());
        next = Tokens::of(*fresh, m_clock.now());
    }
    if (next.refresh.isEmpty())
        next.refresh = m_tokens.refresh;
    // Until it is used, the old one stays good: whatever happens now, what is kept works.
    (m_keep ? m_keep(next) : Task<Done>::ready(Done{})).then(this, [this, next](const Status &status) {
        onFresh(next, status);
    });
}

void TokenKeeper::onFresh(const Tokens &next, const Status &status)
{
    m_isAsking = false;
    m_tokens = next;
    planNext();
    m_unkept.reset();
    if (!status) {
        qCWarning(lcSession) << "new tokens could not be kept:" << int(status.error().kind);
        m_unkept = std::make_unique<QObject>();
        keepAgainLater();
    } else {
        m_backoff.reset();
    }
    const QPointer<TokenKeeper> isAlive(this);
    Q_EMIT changed();
    if (isAlive && (!status || std::exchange(m_isTroubled, false))) {
        m_isTroubled = !status;
        Q_EMIT kept(status);
    }
    if (isAlive)
        answer(m_tokens.access);
}

/// Those that are in use now must not be lost with this run: the ones that are kept are good no longer.
void TokenKeeper::keepAgainLater()
{
    m_clock.after(m_backoff.next(QRandomGenerator::global()->generateDouble()), m_unkept.get(), [this] {
        m_keep(m_tokens).then(m_unkept.get(), [this](const Status &status) {
            if (!status)
                return keepAgainLater();
            m_unkept.release()->deleteLater(); // it is where this comes from
            m_backoff.reset();
            m_isTroubled = false;
            Q_EMIT kept(status);
        });
    });
}

void TokenKeeper::onRefused(const Error &error)
{
    qCInfo(lcSession) << "no new token:" << int(error.kind) << error.matrixCode << error.httpStatus;
    m_isAsking = false;
    if (!isFinal(error))
        return answer(error);
    m_isRefused = true;
    Error ended = error;
    ended.matrixCode = QStringLiteral("M_UNKNOWN_TOKEN");
    ended.httpStatus = 401;
    answer(ended);
}

void TokenKeeper::answer(const Result<QByteArray> &result)
{
    // Each may ask for the next, or end this.
    const auto waiting = std::exchange(m_waiting, {});
    for (const Promise<QByteArray> &promise : waiting)
        promise.resolve(result);
}

}
