// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cuttabletransport.h"

namespace linnet::test {

namespace {

QString describe(const Request &request)
{
    static const QStringList methods{QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT"),
                                     QStringLiteral("DELETE")};
    return methods.value(int(request.method)) + u' ' + request.path;
}

}

Task<Reply> CuttableTransport::send(const QUrl &base, const Request &request, const QByteArray &token,
                                    bool isTokenInQuery)
{
    m_asked << describe(request);
    auto call = std::make_shared<Call>();
    call->context = std::make_unique<QObject>();
    m_calls << call;
    // Dropping the context ends the request behind it.
    call->promise.onAbort([this, weak = std::weak_ptr(call)] {
        if (const auto alive = weak.lock())
            forget(alive);
    });
    if (m_isCut) {
        QMetaObject::invokeMethod(
            call->context.get(),
            [promise = call->promise] { promise.resolve(Error::of(Error::Kind::Network)); },
            Qt::QueuedConnection);
        return call->promise.task();
    }
    if (!m_held.isEmpty() && request.path.contains(m_held)) {
        m_waiting << [=, this, weak = std::weak_ptr(call)] {
            if (const auto alive = weak.lock())
                pass(alive, base, request, token, isTokenInQuery);
        };
        return call->promise.task();
    }
    pass(call, base, request, token, isTokenInQuery);
    return call->promise.task();
}

void CuttableTransport::pass(const std::shared_ptr<Call> &call, const QUrl &base, const Request &request,
                             const QByteArray &token, bool isTokenInQuery)
{
    const bool isLost = !m_lost.isEmpty() && request.path.contains(m_lost);
    if (isLost)
        m_lost.clear();
    m_network.send(base, request, token, isTokenInQuery)
        .then(call->context.get(), [this, weak = std::weak_ptr(call), isLost](Result<Reply> result) {
            const auto alive = weak.lock();
            const Promise<Reply> promise = alive->promise;
            m_calls.removeAll(alive);
            // We are inside a call of this very object.
            alive->context.release()->deleteLater();
            promise.resolve(isLost ? Error::of(Error::Kind::Network) : std::move(result));
        });
}

void CuttableTransport::release()
{
    m_held.clear();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &go : waiting)
        go();
}

void CuttableTransport::cut()
{
    m_isCut = true;
    const auto calls = std::exchange(m_calls, {});
    for (const auto &call : calls) {
        call->context.reset();
        call->promise.resolve(Error::of(Error::Kind::Network));
    }
}

void CuttableTransport::forget(const std::shared_ptr<Call> &call)
{
    m_calls.removeAll(call);
    call->context.reset();
}

}
