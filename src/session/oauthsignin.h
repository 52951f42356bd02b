// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "matrix/loopbacklistener.h"
#include "matrix/oauthrequests.h"
#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QObject>

#include <memory>

namespace linnet {

/// Signs in by OAuth 2.0 (client-server API, "Login flows"): asks what the server has, registers this
/// program there, has a person go through a browser, takes the tokens and asks whose they are. Tokens that
/// nobody wants any more are revoked. One try at a time; GUI thread; the Transport must outlive the event
/// loop's last answer.
class OAuthSignIn : public QObject
{
    Q_OBJECT

public:
    struct Wish
    {
        bool isRegistration = false; ///< begins with making an account; not with a device code
        bool isByCode = false; ///< a code for any browser (RFC 8628) instead of the one of this computer
        QString deviceId{};    ///< after a soft logout: that of before; empty: a new one
        UserId user{};         ///< nobody else is taken; empty: anybody
    };
    enum class State {
        Idle,
        Preparing, ///< asks the server
        InBrowser, ///< the person is at it; `browserNeeded()` or `deviceCodeNeeded()` was said
        Finishing, ///< the person is done; tokens are fetched
    };
    /// For so long a person may be at it; a device code has a time of its own.
    static constexpr std::chrono::minutes MostPatience{15};

    OAuthSignIn(Transport &transport, Clock &clock, QObject *parent = nullptr);
    ~OAuthSignIn() override;

    /// Ends what is running.
    void start(const Server &server, const Wish &wish);
    /// Nothing is said after this. Does nothing while Idle.
    void cancel();
    State state() const { return m_state; }
    bool isRunning() const { return m_state != State::Idle; }

Q_SIGNALS:
    void stateChanged();
    void browserNeeded(const QUrl &url);
    void deviceCodeNeeded(const linnet::OAuthDeviceCode &code);
    void done(const linnet::SignedIn &signedIn);
    /// Errors of the network and of the server; OAuth's by code ("access_denied": the person said no;
    /// "expired_token"); Unsupported: no such way here; Timeout; OtherAccount: not `Wish::user`.
    void failed(const linnet::Error &error);

private:
    void askMetadata(bool isUnstable);
    void registerClient();
    void onRegistered(const Result<Reply> &reply);
    void askBrowser();
    void onBrowser(const QUrlQuery &query);
    void onDeviceCode(const Result<Reply> &reply);
    void pollLater();
    void poll();
    void onPolled(const Result<Reply> &reply);
    void onTokens(const Result<Reply> &reply);
    void askWhoseTheyAre(bool isRepeated = false);
    void onWhoAmI(const Result<Reply> &reply, bool isRepeated);
    void ask(const QUrl &endpoint, const Request &request, void (OAuthSignIn::*next)(const Result<Reply> &));
    bool enter(State state);
    void end();
    void fail(const Error &error);
    void revoke();

    Transport &m_transport;
    Clock &m_clock;
    std::unique_ptr<QObject> m_round; ///< dies with the try that runs; requests and timers hang on it
    std::unique_ptr<LoopbackListener> m_listener;
    State m_state = State::Idle;
    Server m_server;
    Wish m_wish;
    OAuthMetadata m_metadata;
    OAuthWish m_sent;
    OAuthDeviceCode m_code;
    std::chrono::milliseconds m_codeEnds{0}; ///< on Clock::elapsed()
    SignedIn m_signedIn;                     ///< its token is empty until there are some
};

}
