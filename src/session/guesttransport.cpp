// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/guesttransport.h"

#include "matrix/guestrequests.h"

namespace linnet {

GuestTransport::GuestTransport(Transport &transport, Server server)
    : m_transport(transport), m_server(std::move(server))
{
}

GuestTransport::~GuestTransport() = default;

bool GuestTransport::isForMembers(const Error &error)
{
    return error.isUnknownToken() || error.httpStatus == 401;
}

Task<Reply> GuestTransport::send(const QUrl &base, const Request &request, const QByteArray &, bool)
{
    const bool isOurs = request.needsToken && base == m_server.base;
    const QByteArray token = isOurs ? m_token : QByteArray();
    Task<Reply> asked = m_transport.send(base, request, token, false);
    if (!isOurs || m_server.version.dialect == Dialect::V1)
        return asked;
    return std::move(asked).orElse([this, base, request, token](const Error &error) {
        if (!isForMembers(error) || (!request.expectsJson && m_token.isEmpty()))
            return Task<Reply>::ready(error);
        return enter(token).andThen([this, base, request](const QByteArray &fresh) {
            return m_transport.send(base, request, fresh, false);
        });
    });
}

/// A token that is not `stale`. All who want one at once get the same.
Task<QByteArray> GuestTransport::enter(const QByteArray &stale)
{
    if (!m_token.isEmpty() && m_token != stale)
        return Task<QByteArray>::ready(m_token);
    m_token.clear();
    if (m_refusal)
        return Task<QByteArray>::ready(*m_refusal);
    const Promise<QByteArray> promise;
    m_waiting.append(promise);
    if (!m_entering) {
        m_entering = std::make_unique<QObject>();
        m_transport.send(m_server.base, GuestRequests::enter(m_server.version), {}, false)
            .andThen([](const Reply &reply) { return GuestRequests::readToken(reply.body); })
            .then(m_entering.get(), [this](const Result<QByteArray> &token) { onEntered(token); });
    }
    return promise.task();
}

void GuestTransport::onEntered(const Result<QByteArray> &token)
{
    const std::unique_ptr<QObject> asked = std::move(m_entering);
    const QList<Promise<QByteArray>> waiting = std::exchange(m_waiting, {});
    Result<QByteArray> outcome = token;
    if (token) {
        m_token = *token;
        ++m_guests;
    } else if (!token.error().isTransient()) {
        // However servers put it: some have no code of their own for it.
        outcome = Error{Error::Kind::Server,
                        QStringLiteral("M_GUEST_ACCESS_FORBIDDEN"),
                        token.error().httpStatus,
                        token.error().text,
                        {}};
        m_refusal = outcome.error();
    }
    if (m_guests >= MostGuests && !m_refusal)
        m_refusal = Error{Error::Kind::Server, QStringLiteral("M_GUEST_ACCESS_FORBIDDEN"), 0, {}, {}};
    // Who gets the answer may end this.
    for (const Promise<QByteArray> &each : waiting)
        each.resolve(outcome);
}

}
