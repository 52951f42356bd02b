// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/networktransport.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace linnet::test {

/// The real network with scissors: a test can cut it, hold requests back, and let single answers be lost on
/// their way back. GUI thread.
class CuttableTransport final : public Transport
{
public:
    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override { m_network.resetConnections(); }
    void setProxy(const Proxy &proxy) override { m_network.setProxy(proxy); }
    const Proxy &proxy() const override { return m_network.proxy(); }
    std::unique_ptr<Transport> through(const Proxy &proxy) const override { return m_network.through(proxy); }

    /// Cuts what is under way and all that comes, until mend().
    void cut();
    void mend() { m_isCut = false; }
    /// The next request whose path has `part` in it arrives, but its answer does not.
    void loseAnswer(const QString &part) { m_lost = part; }
    bool hasLostAnswer() const { return m_lost.isEmpty(); }

    /// Requests whose path has `part` in it leave only with release().
    void hold(const QString &part) { m_held = part; }
    bool isHolding() const { return !m_waiting.isEmpty(); }
    void release();

    /// "GET /_matrix/client/v3/login", in order.
    const QStringList &asked() const { return m_asked; }

private:
    struct Call
    {
        Promise<Reply> promise;
        std::unique_ptr<QObject> context;
    };
    void forget(const std::shared_ptr<Call> &call);
    void pass(const std::shared_ptr<Call> &call, const QUrl &base, const Request &request,
              const QByteArray &token, bool isTokenInQuery);

    NetworkTransport m_network;
    QList<std::shared_ptr<Call>> m_calls;
    QStringList m_asked;
    QList<std::function<void()>> m_waiting;
    QString m_held;
    QString m_lost;
    bool m_isCut = false;
};

}
