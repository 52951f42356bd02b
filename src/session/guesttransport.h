// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"
#include "session/profile.h"

#include <QObject>

#include <memory>
#include <optional>

namespace linnet {

/// The way to one server for somebody who has no account there. All is asked without a token; only what the
/// server does not answer then is asked as a guest (client-server API, "Guest Access"), who is made when
/// first needed. The guest's token goes to that server alone, is kept nowhere and goes with this. Pictures
/// and files are no reason to make a guest. Whatever the server shows to neither is M_GUEST_ACCESS_FORBIDDEN.
/// GUI thread; outlives whoever sends by it, and must not outlive the Transport.
class GuestTransport final : public Transport
{
public:
    static constexpr int MostGuests = 3; ///< servers may forget them, but not for ever

    GuestTransport(Transport &transport, Server server);
    ~GuestTransport() override; ///< drops what is under way

    bool isGuest() const { return !m_token.isEmpty(); }

    /// `token` and `isTokenInQuery` are of no account here, and are left out.
    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override { m_transport.resetConnections(); }
    void setProxy(const Proxy &proxy) override { m_transport.setProxy(proxy); }
    const Proxy &proxy() const override { return m_transport.proxy(); }
    std::unique_ptr<Transport> through(const Proxy &proxy) const override
    {
        return m_transport.through(proxy);
    }

    /// Whether an answer says that it is given to nobody without a token.
    static bool isForMembers(const Error &error);

private:
    Task<QByteArray> enter(const QByteArray &stale);
    void onEntered(const Result<QByteArray> &token);

    Transport &m_transport;
    Server m_server;
    QByteArray m_token;             ///< empty: there is no guest
    std::optional<Error> m_refusal; ///< there will be none
    int m_guests = 0;               ///< so far
    QList<Promise<QByteArray>> m_waiting;
    std::unique_ptr<QObject> m_entering; ///< context of the request
};

}
