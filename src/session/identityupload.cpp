// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/identityupload.h"

#include "crypto/cryptorequests.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace linnet {

namespace {

const QLatin1String Password("m.login.password");
const QLatin1String Dummy("m.login.dummy");

/// Servers whose accounts are managed elsewhere: the reset is allowed on a page of theirs (MSC4312).
bool isOAuth(const QString &type)
{
    return type == QLatin1String("m.oauth") || type == QLatin1String("org.matrix.cross_signing_reset");
}

int effort(const QString &type)
{
    return type == Dummy ? 0 : type == Password ? 1 : isOAuth(type) ? 2 : 10;
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        strings.append(each.toString());
    return strings;
}

/// The stages of the flow that asks least; empty if there is none.
QStringList easiestFlow(const QJsonValue &flows)
{
    const auto sum = [](const QStringList &stages) {
        int effortOfAll = 0;
        for (const QString &type : stages)
            effortOfAll += effort(type);
        return effortOfAll;
    };
    QStringList best;
    const QJsonArray array = flows.toArray();
    for (const QJsonValue &flow : array) {
        const QStringList stages = stringsOf(flow[u"stages"]);
        if (!stages.isEmpty() && !stages.contains(QString()) && (best.isEmpty() || sum(stages) < sum(best)))
            best = stages;
    }
    return best;
}

QUrl webUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

}

struct IdentityUpload::Try
{
    CryptoRequest request;
    AskAuth ask;
    QString session;
    QStringList flow;
    QString stage; ///< the one that is being answered
};

Task<Done> IdentityUpload::send(QList<CryptoRequest> requests, const AskAuth &ask)
{
    if (requests.isEmpty())
        return Task<Done>::ready(Done{});
    const CryptoRequest first = requests.takeFirst();
    auto sent = first.kind == CryptoRequest::Kind::SigningKeysUpload
                    ? send(std::make_shared<Try>(Try{first, ask, {}, {}, {}}), QJsonObject())
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
    const QJsonObject challenge = QJsonDocument::fromJson(body).object();
    if (const QString session = challenge.value(u"session").toString(); !session.isEmpty())
        what->session = session;
    if (what->flow.isEmpty())
        what->flow = easiestFlow(challenge.value(u"flows"));
    const QStringList completed = stringsOf(challenge.value(u"completed"));
    const auto open = std::find_if(what->flow.cbegin(), what->flow.cend(),
                                   [&](const QString &type) { return !completed.contains(type); });
    Error problem{Error::Kind::Server,
                  challenge.value(u"errcode").toString(),
                  401,
                  challenge.value(u"error").toString(),
                  {}};
    if (what->flow.isEmpty())
        return Task<Done>::ready(Error::of(Error::Kind::BadReply));
    if (open == what->flow.cend() || (*open == Dummy && what->stage == Dummy))
        return Task<Done>::ready(problem); // all is done and it is still not content
    const bool isRepeated = std::exchange(what->stage, *open) == *open;
    if (what->stage == Dummy)
        return send(what, authOf(*what, {}));
    AuthStage stage = stageOf(*what, challenge.value(u"params").toObject());
    stage.isRepeated = isRepeated;
    stage.problem = problem;
    return ask(what, stage);
}

Task<Done> IdentityUpload::ask(const std::shared_ptr<Try> &what, const AuthStage &stage)
{
    return what->ask(stage).andThen(
        [this, what](const AuthAnswer &answer) { return send(what, authOf(*what, answer)); });
}

AuthStage IdentityUpload::stageOf(const Try &what, const QJsonObject &params) const
{
    AuthStage stage;
    if (what.stage == Password)
        return stage;
    stage.kind = AuthStage::Kind::Browser;
    if (isOAuth(what.stage))
        stage.page = webUrl(params.value(what.stage)[u"url"].toString());
    else
        stage.page = urlOf(m_api.server().base, m_api.requests().authFallbackPage(what.stage, what.session));
    return stage;
}

QJsonObject IdentityUpload::authOf(const Try &what, const AuthAnswer &answer) const
{
    QJsonObject auth;
    if (!what.session.isEmpty())
        auth.insert(QStringLiteral("session"), what.session);
    if (what.stage == Dummy || what.stage == Password || what.stage == u"org.matrix.cross_signing_reset")
        auth.insert(QStringLiteral("type"), what.stage);
    if (what.stage == Password) {
        auth.insert(QStringLiteral("identifier"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("m.id.user")},
                                {QStringLiteral("user"), m_self.toString()}});
        auth.insert(QStringLiteral("password"), answer.password);
    }
    return auth;
}

}
