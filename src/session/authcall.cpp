// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/authcall.h"

#include "matrix/sessionrequests.h"
#include "matrix/weburl.h"
#include "session/authrounds.h"

#include <QJsonDocument>

namespace linnet {

namespace {

const QLatin1String Password("m.login.password");
const QLatin1String UnstableReset("org.matrix.cross_signing_reset");

/// Servers whose accounts are managed elsewhere: the reset is allowed on a page of theirs (MSC4312).
bool isOAuth(const QString &type)
{
    return type == QLatin1String("m.oauth") || type == UnstableReset;
}

std::optional<int> effort(const QStringList &stages)
{
    if (stages.isEmpty())
        return std::nullopt;
    int sum = 0;
    for (const QString &type : stages)
        sum += type == AuthRounds::Dummy ? 0 : type == Password ? 1 : isOAuth(type) ? 2 : 10;
    return sum;
}

}

struct AuthCall::Try
{
    ApiClient &api;
    UserId self;
    Make make;
    AskAuth ask;
    AuthRounds rounds{&effort};
};

Task<Reply> AuthCall::send(Make make, AskAuth ask) const
{
    return sendOnce(std::make_shared<Try>(Try{m_api, m_self, std::move(make), std::move(ask)}), {});
}

Task<Reply> AuthCall::sendOnce(const std::shared_ptr<Try> &what, const QJsonObject &auth)
{
    return what->api.sendOnce(what->make(auth)).andThen([what](const Reply &reply) {
        if (reply.httpStatus == 401)
            return onChallenge(what, reply.body);
        return Task<Reply>::ready(reply);
    });
}

Task<Reply> AuthCall::onChallenge(const std::shared_ptr<Try> &what, const QByteArray &body)
{
    const Result<AuthRounds::Stage> next = what->rounds.next(QJsonDocument::fromJson(body).object());
    if (!next)
        return Task<Reply>::ready(next.error());
    if (next->type == AuthRounds::Dummy)
        return sendOnce(what, authOf(*what, {}));
    AuthStage stage = stageOf(*what, next->params);
    stage.isRepeated = next->isRepeated;
    stage.problem = next->problem;
    return what->ask(stage).andThen(
        [what](const AuthAnswer &answer) { return sendOnce(what, authOf(*what, answer)); });
}

AuthStage AuthCall::stageOf(const Try &what, const QJsonObject &params)
{
    const QString &type = what.rounds.stage();
    AuthStage stage;
    if (type == Password)
        return stage;
    stage.kind = AuthStage::Kind::Browser;
    if (isOAuth(type))
        stage.page = webUrl(params.value(type)[u"url"].toString());
    else
        stage.page =
            urlOf(what.api.server().base, what.api.requests().authFallbackPage(type, what.rounds.session()));
    return stage;
}

QJsonObject AuthCall::authOf(const Try &what, const AuthAnswer &answer)
{
    const QString &type = what.rounds.stage();
    if (type == Password)
        return SessionRequests::passwordAuth(what.self, answer.password, what.rounds.session());
    QJsonObject auth;
    if (type == AuthRounds::Dummy || type == UnstableReset)
        auth.insert(QStringLiteral("type"), type);
    return what.rounds.inSession(auth);
}

}
