// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/syncdialect.h"
#include "matrix/transport.h"
#include "support/keyserver.h"

#include <QHash>

namespace linnet::test {

/// A Transport of one session to a KeyServer; other requests are answered by the end of their paths. GUI
/// thread.
class KeyTransport final : public Transport
{
public:
    KeyTransport(KeyServer &server, KeyServer::Device device) : m_server(server), m_device(std::move(device))
    {
    }

    /// Answers what ends so from now on.
    void answer(const QString &pathEnd, const QByteArray &reply) { m_replies.insert(pathEnd, reply); }

    Task<Reply> send(const QUrl &, const Request &request, const QByteArray &, bool) override
    {
        Reply reply;
        for (auto each = m_replies.cbegin(); each != m_replies.cend(); ++each) {
            if (request.path.endsWith(each.key())) {
                reply.body = each.value();
                return Task<Reply>::ready(reply);
            }
        }
        reply.body = m_server.answer(m_device, request);
        return Task<Reply>::ready(reply);
    }
    void resetConnections() override {}
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &) const override
    {
        return std::make_unique<KeyTransport>(m_server, m_device);
    }

private:
    KeyServer &m_server;
    KeyServer::Device m_device;
    QHash<QString, QByteArray> m_replies;
    Proxy m_proxy;
};

/// A dialect whose replies say what the test says.
class BatchDialect final : public SyncDialect
{
public:
    explicit BatchDialect(SyncBatch batch) : m_batch(std::move(batch)) {}

    Request request(const QByteArray &, const SyncWishes &) const override { return {}; }
    Result<SyncBatch> parse(const QByteArray &, const QByteArray &, qint64) const override { return m_batch; }
    bool isPositionRefused(const Error &) const override { return false; }

private:
    SyncBatch m_batch;
};

}
