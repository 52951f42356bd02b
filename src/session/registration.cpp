// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/registration.h"

#include "matrix/weburl.h"
#include "session/apiclient.h"
#include "session/signin.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUuid>

namespace linnet {

namespace {

const QLatin1String terms("m.login.terms");
const QLatin1String registrationToken("m.login.registration_token");
const QLatin1String unstableToken("org.matrix.msc3231.login.registration_token");

const QLatin1String email("m.login.email.identity");
const QLatin1String phone("m.login.msisdn");

bool isToken(const QString &type)
{
    return type == registrationToken || type == unstableToken;
}

bool isNative(const QString &type)
{
    return type == AuthRounds::Dummy || type == terms || isToken(type);
}

std::optional<int> effort(const QStringList &stages)
{
    int sum = 0;
    for (const QString &type : stages) {
        if (type == email)
            sum += 10;
        else if (type == phone)
            sum += 20;
        else if (!isNative(type))
            sum += 100;
        else if (type != AuthRounds::Dummy)
            sum += 1;
    }
    return sum;
}

/// The policy in the person's language, in English, or in whatever there is.
QJsonObject translated(const QJsonObject &policy)
{
    const QString language = QLocale().name().section(u'_', 0, 0);
    for (const QString &wanted : {language, QStringLiteral("en")}) {
        const QJsonObject found = policy.value(wanted).toObject();
        if (!found.isEmpty())
            return found;
    }
    for (const QJsonValue &value : policy) {
        if (value.isObject())
            return value.toObject();
    }
    return {};
}

QList<RegistrationStage::Policy> policiesOf(const QJsonObject &params)
{
    QList<RegistrationStage::Policy> policies;
    const QJsonObject all = params.value(terms).toObject().value(u"policies").toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject policy = translated(it.value().toObject());
        const QString name = policy.value(u"name").toString();
        policies.append({name.isEmpty() ? it.key() : name, webUrl(policy.value(u"url").toString())});
    }
    return policies;
}

/// Not ApiClient::isUnrecognized(): here a 400 without a code may be the refusal of a server of 2014.
bool isUnknownCall(const Error &error)
{
    return error.isMatrix("M_UNRECOGNIZED") || (error.httpStatus == 404 && error.matrixCode.isEmpty());
}

bool isOfAddress(const RegistrationStage &stage)
{
    return stage.kind == RegistrationStage::Kind::Email || stage.kind == RegistrationStage::Kind::Phone;
}

/// What servers say, without a challenge, while nobody has opened the link in the mail.
bool isNotYetShown(const Error &error)
{
    return error.isMatrix("M_UNAUTHORIZED") || error.isMatrix("M_THREEPID_AUTH_FAILED");
}

}

Registration::Registration(Transport &transport, QObject *parent)
    : QObject(parent), m_transport(transport), m_rounds(&effort)
{
}

Registration::~Registration()
{
    m_password.fill(QChar::Null);
}

void Registration::start(const Server &server, const QString &user, const QString &password)
{
    cancel();
    m_round = std::make_unique<QObject>();
    m_isRunning = true;
    m_server = server;
    m_user = user;
    m_password = password;
    if (server.version.dialect == Dialect::V1)
        startV1();
    else
        send({});
}

void Registration::cancel()
{
    m_isRunning = false;
    m_round.reset();
    m_password.fill(QChar::Null);
    m_password.clear();
    m_rounds = AuthRounds(&effort);
    m_asked.reset();
    m_address.clear();
    m_proof = {};
    m_attempt = 0;
    m_isWaiting = false;
}

Task<Done> Registration::askName(const Server &server, const QString &user) const
{
    if (server.version.dialect == Dialect::V1)
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    return m_transport.send(server.base, Requests(server.version).registerAvailable(user), {}, false)
        .andThen([](const Reply &reply) -> Result<Done> {
            if (QJsonDocument::fromJson(reply.body).object().value(u"available").toBool(true))
                return Done{};
            return Error{Error::Kind::Server, QStringLiteral("M_USER_IN_USE"), 0, {}, {}};
        });
}

Task<bool> Registration::askToken(const QString &token) const
{
    // Servers of before the token had its name know no such question.
    if (!m_asked || m_asked->type != registrationToken)
        return Task<bool>::ready(true);
    return m_transport
        .send(m_server.base, Requests(m_server.version).registrationTokenValidity(token.trimmed()), {}, false)
        .andThen([](const Reply &reply) {
            return QJsonDocument::fromJson(reply.body).object().value(u"valid").toBool(true);
        })
        .orElse([](const Error &) -> Result<bool> { return true; });
}

void Registration::startV1()
{
    // Servers since 0.3 list their flows and want a typed body; those before know no GET here.
    m_transport.send(m_server.base, Requests(m_server.version).registerFlowsV1(), {}, true)
        .then(m_round.get(), [this](const Result<Reply> &reply) {
            if (reply)
                return sendV1(true);
            if (reply.error().httpStatus < 400 || reply.error().httpStatus >= 500 ||
                reply.error().kind == Error::Kind::RateLimited)
                return fail(reply.error());
            sendV1(false);
        });
}

void Registration::sendV1(bool isTyped)
{
    m_transport
        .send(m_server.base, Requests(m_server.version).registerV1(m_user, m_password, isTyped), {}, true)
        .then(m_round.get(), [this](const Result<Reply> &reply) {
            if (reply)
                succeed(Requests::readSignedIn(reply->body));
            else
                onV1Refused(reply.error());
        });
}

void Registration::onV1Refused(const Error &error)
{
    // Today's servers that still speak api/v1 make accounts only in the new way.
    if (isUnknownCall(error))
        send({});
    else
        fail(error);
}

void Registration::send(const QJsonObject &auth)
{
    const Request request =
        Requests(m_server.version).registerAccount(m_user, m_password, auth, SignIn::deviceName());
    m_transport.send(m_server.base, request, {}, false)
        .then(m_round.get(), [this](const Result<Reply> &reply) {
            if (reply)
                onReply(*reply);
            else if (m_asked &&
                     (reply.error().isTransient() || (isOfAddress(*m_asked) && isNotYetShown(reply.error()))))
                askAgain(reply.error());
            else
                fail(reply.error());
        });
}

/// What the person has done so far is not lost on a bad connection.
void Registration::askAgain(const Error &error)
{
    m_asked->isRepeated = true;
    m_asked->problem = error;
    ask(RegistrationStage(*m_asked));
}

void Registration::ask(const RegistrationStage &stage)
{
    m_asked = stage;
    m_isWaiting = true;
    Q_EMIT stageNeeded(stage);
}

void Registration::onReply(const Reply &reply)
{
    if (reply.httpStatus == 401)
        onChallenge(QJsonDocument::fromJson(reply.body).object());
    else
        succeed(Requests::readSignedIn(reply.body));
}

void Registration::onChallenge(const QJsonObject &challenge)
{
    const Result<AuthRounds::Stage> next = m_rounds.next(challenge);
    if (!next)
        return fail(next.error());
    if (next->type == AuthRounds::Dummy)
        return sendAnswer({{QStringLiteral("type"), AuthRounds::Dummy}});
    if (next->isRepeated && m_asked && isOfAddress(*m_asked))
        return askAgain(next->problem);
    RegistrationStage stage = stageOf(next->type, next->params);
    stage.isRepeated = next->isRepeated;
    stage.problem = next->problem;
    ask(stage);
}

RegistrationStage Registration::stageOf(const QString &type, const QJsonObject &params) const
{
    RegistrationStage stage;
    stage.type = type;
    if (type == terms) {
        stage.kind = RegistrationStage::Kind::Terms;
        stage.policies = policiesOf(params);
    } else if (isToken(type)) {
        stage.kind = RegistrationStage::Kind::Token;
    } else if (type == email) {
        stage.kind = RegistrationStage::Kind::Email;
    } else if (type == phone) {
        stage.kind = RegistrationStage::Kind::Phone;
    } else {
        stage.page =
            urlOf(m_server.base, Requests(m_server.version).authFallbackPage(type, m_rounds.session()));
    }
    return stage;
}

void Registration::acceptTerms()
{
    answer({{QStringLiteral("type"), terms}});
}

void Registration::giveToken(const QString &token)
{
    answer({{QStringLiteral("type"), m_rounds.stage()}, {QStringLiteral("token"), token.trimmed()}});
}

void Registration::continueAfterBrowser()
{
    answer({});
}

void Registration::giveAddress(const QString &address)
{
    if (!m_asked || !isOfAddress(*m_asked) || !std::exchange(m_isWaiting, false))
        return;
    // Another secret: the server tells by it whom it has written to.
    m_proof = {{}, QUuid::createUuid().toString(QUuid::WithoutBraces), {}};
    m_attempt = 0;
    m_address = address.trimmed();
    m_asked->isSent = false;
    m_asked->takesCode = false;
    askForMessage();
}

void Registration::resend()
{
    if (m_asked && m_asked->isSent && std::exchange(m_isWaiting, false))
        askForMessage();
}

void Registration::askForMessage()
{
    using ThreepidRequests::Purpose;
    ++m_attempt;
    const Request request =
        m_asked->kind == RegistrationStage::Kind::Email
            ? ThreepidRequests::mail(m_server.version, Purpose::Registration, m_address, m_proof.secret,
                                     m_attempt)
            : ThreepidRequests::code(m_server.version, Purpose::Registration, ThreepidRequests::homeCountry(),
                                     m_address, m_proof.secret, m_attempt);
    m_transport.send(m_server.base, request, {}, false)
        .andThen([secret = m_proof.secret, base = m_server.base](const Reply &reply) {
            return ThreepidRequests::readProof(reply.body, secret, base);
        })
        .then(m_round.get(), [this](const Result<AddressProof> &proof) {
            if (proof)
                onMessageSent(*proof);
            else
                onMessageRefused(proof.error());
        });
}

void Registration::onMessageSent(const AddressProof &proof)
{
    m_proof = proof;
    RegistrationStage stage = *m_asked;
    stage.address = m_address;
    stage.isSent = true;
    stage.takesCode = !proof.codePage.isEmpty();
    stage.isRepeated = false;
    stage.problem = {};
    ask(stage);
}

void Registration::onMessageRefused(const Error &error)
{
    if (!ApiClient::isUnrecognized(error))
        return askAgain(error);
    // The server asks for addresses on its own page alone.
    RegistrationStage stage;
    stage.type = m_asked->type;
    stage.page =
        urlOf(m_server.base, Requests(m_server.version).authFallbackPage(stage.type, m_rounds.session()));
    ask(stage);
}

void Registration::giveCode(const QString &code)
{
    if (!m_asked || !m_asked->takesCode || !std::exchange(m_isWaiting, false))
        return;
    m_transport
        .send(ThreepidRequests::codeBase(m_proof), ThreepidRequests::submitCode(m_proof, code.trimmed()), {},
              false)
        .then(m_round.get(), [this](const Result<Reply> &reply) {
            if (reply)
                onCodeTaken(*reply);
            else
                askAgain(reply.error());
        });
}

void Registration::onCodeTaken(const Reply &reply)
{
    if (ThreepidRequests::readSubmitted(reply.body))
        sendAnswer(ThreepidRequests::authOf(m_asked->type, m_proof));
    else
        askAgain(Error{Error::Kind::Server, QStringLiteral("M_THREEPID_AUTH_FAILED"), 0, {}, {}});
}

void Registration::continueAfterMail()
{
    if (m_asked && m_asked->isSent)
        answer(ThreepidRequests::authOf(m_asked->type, m_proof));
}

void Registration::answer(const QJsonObject &auth)
{
    // Once: a second one could make the server refuse the account that the first has just made.
    if (std::exchange(m_isWaiting, false))
        sendAnswer(auth);
}

void Registration::sendAnswer(const QJsonObject &auth)
{
    send(m_rounds.inSession(auth));
}

void Registration::succeed(const Result<SignedIn> &result)
{
    if (!result)
        return fail(result.error());
    const SignedIn signedIn = *result;
    cancel();
    Q_EMIT done(signedIn);
}

void Registration::fail(const Error &error)
{
    const Error kept = error;
    cancel();
    Q_EMIT failed(kept);
}

}
