// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

namespace linnet {

/// Gets an access token from a server, and waits if the server asks to go slower. Stateless; GUI thread.
class SignIn
{
public:
    explicit SignIn(Transport &transport) : m_transport(transport) {}

    static constexpr std::chrono::seconds MostPatience{60}; ///< a longer wait is an error and not waited for

    /// Always asked first.
    Task<LoginFlows> flows(const Server &server);
    /// Asks flows() itself before. Unsupported, with the server's types in its text, if there is no password
    /// among them. `user` is as Requests::login() has it. `deviceId` empty: the server makes a new one.
    Task<SignedIn> withPassword(const Server &server, const QString &user, const QString &password,
                                const QString &deviceId = {});
    /// Asks the server whose token it is. v1 servers without whoami: `user` must be given.
    Task<SignedIn> withToken(const Server &server, const QByteArray &token, const UserId &user = {});
    /// The page on which the server signs people in itself: `/login/fallback`, else the static one.
    Task<QUrl> fallbackPage(const Server &server);
    /// Ends a sign-in that is not to be kept: the token, and with it the device, is good no longer. A server
    /// that does not know the token any more is no error; those of 2014 cannot do it.
    Task<Done> takeBack(const Server &server, const QByteArray &token);
    /// The same, by the way it came.
    Task<Done> takeBack(const Server &server, const SignedIn &signedIn);
    /// What the server shows of this program in its list of devices.
    static QString deviceName();

private:
    Transport &m_transport;
};

}
