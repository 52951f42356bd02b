// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "matrix/loopbacklistener.h"
#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Signs in by single sign-on (client-server API, "SSO client login"): a browser goes to the server's page
/// and comes back with a token for `m.login.token`. A token that somebody else sends in is not taken. One
/// try at a time; GUI thread; the Transport must outlive the event loop's last answer.
class SsoSignIn : public QObject
{
    Q_OBJECT

public:
    struct Wish
    {
        QString provider{};          ///< IdentityProvider::id; empty: the server's page asks
        bool isRegistration = false; ///< the person wants to make an account
        QString deviceId{};          ///< after a soft logout: that of before; empty: a new one
        UserId user{};               ///< nobody else is taken; empty: anybody
    };
    static constexpr std::chrono::minutes MostPatience{15};

    SsoSignIn(Transport &transport, Clock &clock, QObject *parent = nullptr);
    ~SsoSignIn() override;

    /// Ends what is running.
    void start(const Server &server, const Wish &wish);
    /// Nothing is said after this.
    void cancel();
    bool isRunning() const { return bool(m_round); }
    bool isInBrowser() const { return bool(m_listener); } ///< it is the person's turn

Q_SIGNALS:
    void browserNeeded(const QUrl &url);
    void browserAnswered(); ///< the person is done; the rest takes a moment
    void done(const linnet::SignedIn &signedIn);
    /// Unsupported: not on servers of 2014; Timeout; OtherAccount: not `Wish::user`.
    void failed(const linnet::Error &error);

private:
    void onBrowser(const QUrlQuery &query);
    void onReply(const Result<Reply> &reply);
    void fail(const Error &error);

    Transport &m_transport;
    Clock &m_clock;
    std::unique_ptr<QObject> m_round; ///< dies with the try that runs
    std::unique_ptr<LoopbackListener> m_listener;
    Server m_server;
    Wish m_wish;
};

}
