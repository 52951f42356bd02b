// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"
#include "session/discovery.h"
#include "session/oauthsignin.h"
#include "session/registration.h"
#include "session/signin.h"
#include "session/ssosignin.h"

#include <QObject>

namespace linnet {

/// `ctl`: login, register, logout, status. A sign-in that has begun goes on when its client leaves, but for
/// one that waits for a browser. GUI thread; dies before the AccountKeeper.
class CtlAccount : public QObject
{
    Q_OBJECT

public:
    CtlAccount(CtlCommands &commands, AccountKeeper &keeper, Accounts &accounts, Transport &transport,
               Clock &clock, std::optional<Dialect> forced, QObject *parent = nullptr);

private:
    using Call = QPointer<CtlCall>;

    void login(CtlCall &call);
    void registerAccount(CtlCall &call);
    void logout(CtlCall &call);
    void status(CtlCall &call);
    void registerAt(const Server &server, const Call &call);
    void signInAt(const Server &server, const Call &call);
    void signInByBrowser(const Server &server, const Call &call);
    void signInByOAuth(const Server &server, const Call &call, OAuthSignIn::Wish wish);
    void signInBySso(const Server &server, const Call &call, const SsoSignIn::Wish &wish);
    template <typename Way>
    void follow(Way *way, const Server &server, const Call &call);
    void begin(const Server &server, const SignedIn &signedIn, const Call &call);
    void answerWhenOpen(const UserId &user, const Call &call);
    /// True if somebody is signed in already, which was then said to the client.
    bool refuseIfTaken(CtlCall &call) const;
    bool isTokenDead() const;

    AccountKeeper &m_keeper;
    Accounts &m_accounts;
    Discovery m_discovery;
    SignIn m_signIn;
    Transport &m_transport;
    Clock &m_clock;
    std::optional<Dialect> m_forced;
};

}
