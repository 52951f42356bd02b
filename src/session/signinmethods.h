// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/oauthrequests.h"
#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QMetaType>

namespace linnet {

/// The ways in which a server lets people in, best first (client-server API, "Authentication API discovery").
/// A value.
struct SignInMethods
{
    enum class Way {
        OAuth,    ///< by OAuthSignIn; `oauth` is there
        Sso,      ///< by SsoSignIn
        Password, ///< by SignIn::withPassword(); never where the server wants one of the others
    };
    enum class Registration {
        No,
        Here,  ///< by class Registration
        OAuth, ///< by OAuthSignIn, which begins with making an account
        Sso,   ///< by SsoSignIn, likewise
    };

    QList<Way> ways; ///< empty: only what SignIn::fallbackPage() and an access token may do
    Registration registration = Registration::No;
    std::optional<OAuthMetadata> oauth; ///< says whether there are device codes too
    LoginFlows flows;                   ///< with the identity providers of SSO

    bool offers(Way way) const { return ways.contains(way); }
    bool hasDeviceCode() const { return oauth && oauth->hasDeviceCode(); }

    /// Asks the server for all of it at once. Errors: what the way to the server is cut by, since a guess
    /// could show a password field where there must not be one; what the server says, if it has neither of
    /// the two interfaces; BadReply, if it wants OAuth in a way that cannot be used.
    static Task<SignInMethods> ask(Transport &transport, const Server &server);

    /// The first of the questions alone. Unsupported, or what the server says, where there is no OAuth.
    static Task<OAuthMetadata> askOAuth(Transport &transport, const Server &server);

    /// Of what the three questions were answered with. Pure.
    static Result<SignInMethods> of(const Result<OAuthMetadata> &oauth, const Result<LoginFlows> &flows,
                                    bool canRegister);
};

}
Q_DECLARE_METATYPE(linnet::SignInMethods)
