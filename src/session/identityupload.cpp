// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/identityupload.h"

#include "crypto/cryptorequests.h"
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

struct IdentityUpload::Try
{
    CryptoRequest request;
    AskAuth ask;
    AuthRounds rounds{&effort};
};

Task<Done> IdentityUpload::send(QList<CryptoRequest> requests, const AskAuth &ask)
{
    if (requests.isEmpty())
        return Task<Done>::ready(Done{});
    const CryptoRequest first = requests.takeFirst();
    auto sent = first.kind == CryptoRequest::Kind::SigningKeysUpload
                    ? send(std::make_shared<Try>(Try{first, ask}), QJsonObject())
                    : m_keys.send(first);
    return std::move(sent).andThen([this, requests, ask](Done) { return send(requests, ask); });
}

Task<Done> IdentityUpload::send(const std::shared_ptr<Try> &what, const QJsonObject &auth)
{
    return m_api.sendOnce(CryptoRequests::request(m_api.requests().version(), what->request, auth))
        .andThen([this, what](const Reply &reply) {
            if (reply.httpStatus == 401)
                return onChallenge(what, reply.body);
            return m_store.crypto().call<Done>(
                [request = what->request, body = reply.body](CryptoMachine &machine) {
                    return machine.markSent(request, body);
                });
        });
}

Task<Done> IdentityUpload::onChallenge(const std::shared_ptr<Try> &what, const QByteArray &body)
{
    const Result<AuthRounds::Stage> next = what->rounds.next(QJsonDocument::fromJson(body).object());
    if (!next)
        return Task<Done>::ready(next.error());
    if (next->type == AuthRounds::Dummy)
        return send(what, authOf(*what, {}));
    AuthStage stage = stageOf(*what, next->params);
    stage.isRepeated = next->isRepeated;
    stage.problem = next->problem;
    return ask(what, stage);
}

Task<Done> IdentityUpload::ask(const std::shared_ptr<Try> &what, const AuthStage &stage)
{
    return what->ask(stage).andThen(
        [this, what](const AuthAnswer &answer) { return send(what, authOf(*what, answer)); });
}

AuthStage IdentityUpload::stageOf(const Try &what, const QJsonObject &params) const
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
            urlOf(m_api.server().base, m_api.requests().authFallbackPage(type, what.rounds.session()));
    return stage;
}

QJsonObject IdentityUpload::authOf(const Try &what, const AuthAnswer &answer) const
{
    const QString &type = what.rounds.stage();
    if (type == Password)
        return SessionRequests::passwordAuth(m_self, answer.password, what.rounds.session());
    QJsonObject auth;
    if (type == AuthRounds::Dummy || type == UnstableReset)
        auth.insert(QStringLiteral("type"), type);
    return what.rounds.inSession(auth);
}

}
