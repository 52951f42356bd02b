// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passwordreset.h"

#include "matrix/accountrequests.h"
#include "matrix/threepidrequests.h"
#include "session/apiclient.h"
#include "session/authrounds.h"

#include <QJsonDocument>
#include <QUuid>

namespace linnet {

struct PasswordReset::Try
{
    Server server;
    QString address;
    QString secret; ///< the server tells by it whom it has written to
    AddressProof proof;
    int attempt = 0;
};

namespace {

const QLatin1String email("m.login.email.identity");

/// Flows that nothing but the mail is needed for.
std::optional<int> effort(const QStringList &stages)
{
    for (const QString &type : stages) {
        if (type != email && type != AuthRounds::Dummy)
            return std::nullopt;
    }
    return int(stages.size());
}

Error notYetShown(const QString &text)
{
    return {Error::Kind::Server, QStringLiteral("M_THREEPID_AUTH_FAILED"), 401, text, {}};
}

/// One call of setPassword(), in as many rounds as the server wants.
struct Call
{
    static constexpr int MostRounds = 4;

    Transport &transport;
    Server server;
    AddressProof proof;
    QString password;
    bool signsAllOut = false;
    AuthRounds rounds{&effort};
    int count = 0;
};

Task<Done> sendRound(const std::shared_ptr<Call> &call, const QJsonObject &auth);

Task<Done> answer(const std::shared_ptr<Call> &call, const QJsonObject &challenge)
{
    const auto next = call->rounds.next(challenge);
    if (!next)
        return Task<Done>::ready(
            next.error().kind == Error::Kind::BadReply ? Error::of(Error::Kind::Unsupported) : next.error());
    if (next->isRepeated || ++call->count > Call::MostRounds)
        return Task<Done>::ready(notYetShown(next->problem.text));
    const QJsonObject auth = next->type == email ? ThreepidRequests::authOf(email, call->proof)
                                                 : QJsonObject{{QStringLiteral("type"), AuthRounds::Dummy}};
    return sendRound(call, call->rounds.inSession(auth));
}

Result<Done> refusal(const Error &error)
{
    if (error.isMatrix("M_UNAUTHORIZED") || error.isMatrix("M_THREEPID_AUTH_FAILED"))
        return notYetShown(error.text);
    // It changes passwords only for those who are signed in.
    if (error.isMatrix("M_MISSING_TOKEN"))
        return Error::of(Error::Kind::Unsupported, error.text);
    return error;
}

Task<Done> sendRound(const std::shared_ptr<Call> &call, const QJsonObject &auth)
{
    Request request =
        AccountRequests::changePassword(call->server.version, call->password, call->signsAllOut, auth);
    request.needsToken = false;
    return call->transport.send(call->server.base, request, {}, false).andThen([call](const Reply &reply) {
        if (reply.httpStatus != 401)
            return Task<Done>::ready(Done{});
        return answer(call, QJsonDocument::fromJson(reply.body).object());
    });
}

}

Task<Done> PasswordReset::sendMail(const Server &server, const QString &address)
{
    const QString wanted = address.trimmed();
    if (!m_try || m_try->address != wanted || m_try->server.base != server.base)
        m_try = std::make_shared<Try>(
            Try{server, wanted, QUuid::createUuid().toString(QUuid::WithoutBraces), {}, 0});
    ++m_try->attempt;
    const Request request = ThreepidRequests::mail(server.version, ThreepidRequests::Purpose::Password,
                                                   wanted, m_try->secret, m_try->attempt);
    return m_transport.send(server.base, request, {}, false)
        .andThen([current = m_try](const Reply &reply) -> Result<Done> {
            const Result<AddressProof> proof =
                ThreepidRequests::readProof(reply.body, current->secret, current->server.base);
            if (!proof)
                return proof.error();
            current->proof = *proof;
            return Done{};
        });
}

bool PasswordReset::isMailSent() const
{
    return m_try && !m_try->proof.isEmpty();
}

Task<Done> PasswordReset::setPassword(const QString &password, bool signsAllOut)
{
    if (!isMailSent())
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    const auto call =
        std::make_shared<Call>(Call{m_transport, m_try->server, m_try->proof, password, signsAllOut});
    return sendRound(call, {}).orElse([](const Error &error) { return refusal(error); });
}

bool PasswordReset::isMissing(const Error &error)
{
    return error.kind == Error::Kind::Unsupported || ApiClient::isUnrecognized(error);
}

}
