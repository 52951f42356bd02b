// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <memory>

namespace linnet {

/// Gives an account whose password is forgotten another one: the server writes to its e-mail address, the
/// person opens the link in the mail, and the new password is taken (client-server API, "POST
/// /account/password/email/requestToken", "POST /account/password"). Nobody is signed in meanwhile. One
/// account at a time; GUI thread.
class PasswordReset
{
public:
    explicit PasswordReset(Transport &transport) : m_transport(transport) {}

    /// Asks for a mail; for the same address once more: for another mail. Errors: the server's, see
    /// isMissing(); M_THREEPID_NOT_FOUND, where no account has the address.
    Task<Done> sendMail(const Server &server, const QString &address);
    bool isMailSent() const;
    /// After the link was opened. M_THREEPID_AUTH_FAILED, whatever the server calls it: nobody has opened it
    /// yet. Unsupported: the server wants something else than a mail. It may be called again.
    Task<Done> setPassword(const QString &password, bool signsAllOut);
    void forget() { m_try.reset(); }

    /// This server cannot do it at all.
    static bool isMissing(const Error &error);

private:
    struct Try;

    Transport &m_transport;
    std::shared_ptr<Try> m_try; ///< none: nothing was asked for yet
};

}
