// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/oauthsignin.h"

#include "base/logging.h"
#include "session/apiclient.h"
#include "session/signin.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace linnet {

namespace {

using namespace std::chrono_literals;

constexpr auto SlowDown = 5s; ///< more between two questions (RFC 8628 section 3.5)
constexpr qsizetype MostWords = 300;

Error oauthError(const QUrlQuery &query)
{
    const auto word = [&query](const char *name) {
        return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).left(MostWords);
    };
    return Error{Error::Kind::Server, word("error"), 0, word("error_description"), {}};
}

}

OAuthSignIn::OAuthSignIn(Transport &transport, Clock &clock, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock)
{
}

OAuthSignIn::~OAuthSignIn()
{
    revoke();
}

void OAuthSignIn::start(const Server &server, const Wish &wish)
{
    end();
    m_round = std::make_unique<QObject>();
    m_server = server;
    m_wish = wish;
    m_sent = {};
    m_sent.deviceId = wish.deviceId.isEmpty() ? OAuthRequests::newDeviceId() : wish.deviceId;
    m_sent.isRegistration = wish.isRegistration;
    if (!enter(State::Preparing))
        return;
    if (server.version.dialect == Dialect::V1)
        return fail(Error::of(Error::Kind::Unsupported));
    askMetadata(false);
}

void OAuthSignIn::cancel()
{
    if (!isRunning())
        return;
    end();
    Q_EMIT stateChanged();
}

void OAuthSignIn::askMetadata(bool isUnstable)
{
    m_transport.send(m_server.base, OAuthRequests::metadata(isUnstable), {}, false)
        .then(m_round.get(), [this, isUnstable](const Result<Reply> &reply) {
            if (!reply && !isUnstable && !reply.error().isTransient())
                return askMetadata(true);
            if (!reply)
                return fail(ApiClient::isUnrecognized(reply.error()) ? Error::of(Error::Kind::Unsupported)
                                                                     : reply.error());
            const auto metadata = OAuthRequests::readMetadata(reply->body);
            if (!metadata)
                return fail(metadata.error());
            m_metadata = *metadata;
            if (m_wish.isByCode && !m_metadata.hasDeviceCode())
                return fail(Error::of(Error::Kind::Unsupported));
            registerClient();
        });
}

void OAuthSignIn::ask(const QUrl &endpoint, const Request &request,
                      void (OAuthSignIn::*next)(const Result<Reply> &))
{
    m_transport.send(endpoint, request, {}, false)
        .then(m_round.get(), [this, next](const Result<Reply> &reply) { (this->*next)(reply); });
}

/// Anew each time: a server may forget those that nobody is signed in with ("Dynamic client registration
/// flow").
void OAuthSignIn::registerClient()
{
    ask(m_metadata.registrationEndpoint, OAuthRequests::registration(m_metadata), &OAuthSignIn::onRegistered);
}

void OAuthSignIn::onRegistered(const Result<Reply> &reply)
{
    const Result<QString> id = reply ? OAuthRequests::readClientId(reply->body) : reply.error();
    if (!id)
        return fail(id.error());
    m_sent.clientId = *id;
    if (m_wish.isByCode)
        ask(m_metadata.deviceEndpoint, OAuthRequests::deviceCode(m_sent.clientId, m_sent.deviceId),
            &OAuthSignIn::onDeviceCode);
    else
        askBrowser();
}

void OAuthSignIn::askBrowser()
{
    m_sent.state = OAuthRequests::newState();
    m_sent.verifier = OAuthRequests::newVerifier();
    m_listener = std::make_unique<LoopbackListener>(this);
    const Result<QUrl> redirect =
        m_listener->listen(m_sent.state, {QStringLiteral("code"), QStringLiteral("error")});
    if (!redirect)
        return fail(redirect.error());
    m_sent.redirect = *redirect;
    connect(m_listener.get(), &LoopbackListener::answered, this, &OAuthSignIn::onBrowser);
    m_clock.after(MostPatience, m_round.get(), [this] {
        if (m_state == State::InBrowser)
            fail(Error::of(Error::Kind::Timeout));
    });
    if (enter(State::InBrowser))
        Q_EMIT browserNeeded(OAuthRequests::authorization(m_metadata, m_sent));
}

void OAuthSignIn::onBrowser(const QUrlQuery &query)
{
    m_listener.release()->deleteLater(); // it is saying this
    // Another server's code would be sent to this one (RFC 9207).
    const QString issuer = query.queryItemValue(QStringLiteral("iss"), QUrl::FullyDecoded);
    if (!issuer.isEmpty() && issuer != m_metadata.issuer)
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the answer is of another server")));
    const QString code = query.queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded);
    if (code.isEmpty() || query.hasQueryItem(QStringLiteral("error")))
        return fail(oauthError(query));
    if (enter(State::Finishing))
        ask(m_metadata.tokenEndpoint, OAuthRequests::tokensForCode(m_sent, code), &OAuthSignIn::onTokens);
}

void OAuthSignIn::onDeviceCode(const Result<Reply> &reply)
{
    const Result<OAuthDeviceCode> code = reply ? OAuthRequests::readDeviceCode(reply->body) : reply.error();
    if (!code)
        return fail(code.error());
    m_code = *code;
    m_codeEnds = m_clock.elapsed() + m_code.expiresIn;
    pollLater();
    if (enter(State::InBrowser))
        Q_EMIT deviceCodeNeeded(m_code);
}

void OAuthSignIn::pollLater()
{
    // The server says that it is over; if it does not, so does this.
    if (m_clock.elapsed() > m_codeEnds + m_code.interval)
        return fail(Error{Error::Kind::Server, QStringLiteral("expired_token"), 0, {}, {}});
    m_clock.after(m_code.interval, m_round.get(), [this] { poll(); });
}

void OAuthSignIn::poll()
{
    ask(m_metadata.tokenEndpoint, OAuthRequests::tokensForDeviceCode(m_sent.clientId, m_code.deviceCode),
        &OAuthSignIn::onPolled);
}

void OAuthSignIn::onPolled(const Result<Reply> &reply)
{
    if (reply) {
        if (enter(State::Finishing))
            onTokens(reply);
        return;
    }
    const Error &error = reply.error();
    const bool isPending = error.isMatrix("authorization_pending");
    if (!isPending && !error.isMatrix("slow_down") && !error.isTransient())
        return fail(error);
    // Who does not answer is not asked as often either.
    if (!isPending)
        m_code.interval += std::max<std::chrono::milliseconds>(SlowDown, error.retryAfter);
    pollLater();
}

void OAuthSignIn::onTokens(const Result<Reply> &reply)
{
    const Result<OAuthTokens> tokens = reply ? OAuthRequests::readTokens(reply->body) : reply.error();
    if (!tokens)
        return fail(tokens.error());
    m_signedIn = SignedIn{{},
                          tokens->access,
                          m_sent.deviceId,
                          tokens->refresh,
                          tokens->expiresIn,
                          m_metadata.account(m_sent.clientId)};
    if (tokens->refresh.isEmpty())
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("there is no refresh token")));
    askWhoseTheyAre();
}

void OAuthSignIn::askWhoseTheyAre(bool isRepeated)
{
    m_transport.send(m_server.base, Requests(m_server.version).whoAmI(), m_signedIn.token, false)
        .then(m_round.get(), [this, isRepeated](const Result<Reply> &reply) { onWhoAmI(reply, isRepeated); });
}

void OAuthSignIn::onWhoAmI(const Result<Reply> &reply, bool isRepeated)
{
    // The person is through; to begin again for one lost answer would be hard on them.
    if (!reply && reply.error().isTransient() && !isRepeated)
        return askWhoseTheyAre(true);
    const Result<SignedIn> owner = reply ? Requests::readWhoAmI(reply->body) : reply.error();
    if (!owner)
        return fail(owner.error());
    if (!owner->deviceId.isEmpty() && owner->deviceId != m_signedIn.deviceId)
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the server made another session")));
    if (!m_wish.user.isEmpty() && owner->user != m_wish.user)
        return fail(Error::of(Error::Kind::OtherAccount, owner->user.toString()));
    m_signedIn.user = owner->user;
    const SignedIn signedIn = std::exchange(m_signedIn, {});
    end();
    const QPointer<OAuthSignIn> isAlive(this);
    Q_EMIT done(signedIn);
    if (isAlive && !isRunning())
        Q_EMIT stateChanged();
}

/// False if a listener has ended this, or begun again.
bool OAuthSignIn::enter(State state)
{
    m_state = state;
    const QPointer<QObject> isCurrent(m_round.get());
    Q_EMIT stateChanged();
    return isCurrent;
}

/// Nobody wants what has been got so far.
void OAuthSignIn::end()
{
    revoke();
    m_round.reset();
    if (m_listener)
        m_listener.release()->deleteLater(); // it may be what ends this
    m_state = State::Idle;
}

void OAuthSignIn::fail(const Error &error)
{
    qCInfo(lcSession) << "OAuth sign-in failed:" << int(error.kind) << error.matrixCode << error.httpStatus;
    end();
    const QPointer<OAuthSignIn> isAlive(this);
    Q_EMIT failed(error);
    if (isAlive && !isRunning())
        Q_EMIT stateChanged();
}

void OAuthSignIn::revoke()
{
    if (m_signedIn.token.isEmpty())
        return;
    const SignedIn unwanted = std::exchange(m_signedIn, {});
    // The request has to outlive this object, and only the program itself is sure to.
    SignIn(m_transport)
        .takeBack(m_server, unwanted)
        .then(QCoreApplication::instance(), [](const Status &told) {
            if (!told)
                qCWarning(lcSession) << "tokens that nobody wants could not be revoked"
                                     << told.error().httpStatus;
        });
}

}
