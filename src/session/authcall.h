// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "session/authstage.h"

#include <QJsonObject>

#include <functional>

namespace linnet {

/// Sends a request for which a server may want interactive authentication: the password, or a page in the
/// browser, as servers with `m.oauth` do (client-server API, "User-Interactive Authentication API"). GUI
/// thread; must not outlive `api`, and neither may what it answers.
class AuthCall
{
public:
    AuthCall(ApiClient &api, UserId self) : m_api(api), m_self(std::move(self)) {}

    /// The request with `auth` in it, which is empty at first; Request::expectsChallenge set.
    using Make = std::function<Request(const QJsonObject &auth)>;
    /// The server's good answer. Errors beside the server's: what `ask` ends it with; BadReply, if no way is
    /// offered.
    Task<Reply> send(Make make, AskAuth ask) const;

private:
    struct Try;
    static Task<Reply> sendOnce(const std::shared_ptr<Try> &what, const QJsonObject &auth);
    static Task<Reply> onChallenge(const std::shared_ptr<Try> &what, const QByteArray &body);
    static AuthStage stageOf(const Try &what, const QJsonObject &params);
    static QJsonObject authOf(const Try &what, const AuthAnswer &answer);

    ApiClient &m_api;
    UserId m_self;
};

}
