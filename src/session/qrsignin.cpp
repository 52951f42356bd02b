// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/qrsignin.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"
#include "matrix/moderationrequests.h"
#include "matrix/rendezvousrequests.h"
#include "matrix/servername.h"
#include "session/discovery.h"
#include "session/signin.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

#include <utility>

namespace linnet {

namespace {

const QString Protocol = QStringLiteral("device_authorization_grant");

Error badMessage(const QString &what)
{
    return Error::of(Error::Kind::BadReply, what);
}

}

QrSignIn::QrSignIn(Transport &transport, Clock &clock, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock), m_pairing(transport, clock),
      m_oauth(transport, clock)
{
    connect(&m_pairing, &QrPairing::stateChanged, this, &QrSignIn::onPairing);
    connect(&m_pairing, &QrPairing::received, this, &QrSignIn::onMessage);
    connect(&m_pairing, &QrPairing::failed, this, &QrSignIn::onPairingFailed);
    connect(&m_oauth, &OAuthSignIn::deviceCodeNeeded, this, &QrSignIn::onDeviceCode);
    connect(&m_oauth, &OAuthSignIn::done, this, &QrSignIn::onSignedIn);
    connect(&m_oauth, &OAuthSignIn::failed, this, &QrSignIn::onOAuthFailed);
}

QrSignIn::~QrSignIn()
{
    m_pairing.disconnect(this);
    m_oauth.disconnect(this);
    m_pairing.cancel();
    takeBack();
}

Task<bool> QrSignIn::isOffered(Transport &transport, const Server &server)
{
    if (server.version.dialect == Dialect::V1)
        return Task<bool>::ready(false);
    return transport.send(server.base, Requests::versions(), {}, false)
        .andThen([](const Reply &reply) { return ModerationRequests::readFeatures(reply.body); })
        .andThen([](const QSet<QString> &features) { return features.contains(RendezvousRequests::Feature); })
        .orElse([](const Error &) -> Result<bool> { return false; });
}

void QrSignIn::start(const Server &server)
{
    cancel();
    m_round = std::make_unique<QObject>();
    m_rendezvous = server;
    m_device = OAuthRequests::newDeviceId();
    if (enter(State::Preparing))
        m_pairing.start(server, {});
}

QByteArray QrSignIn::code() const
{
    return m_state == State::Showing ? m_pairing.code() : QByteArray();
}

void QrSignIn::check(const QString &typed)
{
    if (m_state == State::Checking)
        m_pairing.check(typed);
}

void QrSignIn::onPairing()
{
    switch (m_pairing.state()) {
    case QrPairing::State::Idle:
    case QrPairing::State::Opening:
        break;
    case QrPairing::State::Showing:
        enter(State::Showing);
        break;
    case QrPairing::State::Checking:
        enter(State::Checking);
        break;
    case QrPairing::State::Paired:
        enter(State::Waiting);
        break;
    }
}

void QrSignIn::onMessage(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    if (m_state == State::Waiting && type == u"m.login.protocols" && !m_server.base.isValid())
        return onProtocols(message);
    if (m_state == State::Agreeing && type == u"m.login.protocol_accepted")
        return;
    if (m_state == State::Finishing && type == u"m.login.secrets")
        return finish(QJsonDocument(message).toJson(QJsonDocument::Compact));
    // The tokens may have come before the other device was told.
    if (m_state == State::Finishing && type == u"m.login.protocol_accepted")
        return;
    refuse(QStringLiteral("unexpected_message_received"),
           badMessage(QStringLiteral("the other device said something else")));
}

void QrSignIn::onProtocols(const QJsonObject &message)
{
    const QString name = message.value(u"homeserver").toString();
    const QString unsupported = QStringLiteral("unsupported_protocol");
    if (!message.value(u"protocols").toArray().contains(Protocol))
        return refuse(unsupported, Error{Error::Kind::Server, unsupported, 0, {}, {}});
    if (!isServerName(name))
        return refuse(QStringLiteral("unexpected_message_received"),
                      badMessage(QStringLiteral("the other device named no server")));
    m_server.base = m_rendezvous.base; // it is said once
    if (name == m_rendezvous.name)
        return signInAt(m_rendezvous);
    Discovery(m_transport).find(name).then(m_round.get(), [this](const Result<Server> &found) {
        if (!found)
            return refuse(QStringLiteral("unsupported_protocol"), found.error());
        signInAt(*found);
    });
}

void QrSignIn::signInAt(const Server &server)
{
    m_server = server;
    OAuthSignIn::Wish wish;
    wish.isByCode = true;
    wish.deviceId = m_device;
    m_oauth.start(server, wish);
}

void QrSignIn::onDeviceCode(const OAuthDeviceCode &code)
{
    QJsonObject grant{
        {QStringLiteral("verification_uri"), code.verificationUri.toString(QUrl::FullyEncoded)}};
    if (!code.completeUri.isEmpty())
        grant.insert(QStringLiteral("verification_uri_complete"),
                     code.completeUri.toString(QUrl::FullyEncoded));
    m_pairing.send(
        QStringLiteral("m.login.protocol"),
        {{QStringLiteral("protocol"), Protocol}, {Protocol, grant}, {QStringLiteral("device_id"), m_device}});
    m_userCode = code.userCode;
    enter(State::Agreeing);
}

void QrSignIn::onSignedIn(const SignedIn &signedIn)
{
    m_signedIn = signedIn;
    m_pairing.send(QStringLiteral("m.login.success"));
    m_clock.after(SecretsPatience, m_round.get(), [this] {
        m_pairing.cancel();
        finish({});
    });
    enter(State::Finishing);
}

void QrSignIn::onOAuthFailed(const Error &error)
{
    if (error.isMatrix("access_denied")) {
        m_pairing.decline();
        return fail(error);
    }
    refuse(error.isMatrix("expired_token")          ? QStringLiteral("authorization_expired")
           : error.kind == Error::Kind::Unsupported ? QStringLiteral("unsupported_protocol")
                                                    : QStringLiteral("user_cancelled"),
           error);
}

/// Who is signed in stays so: the secrets may come in another way.
void QrSignIn::onPairingFailed(const Error &error)
{
    if (m_state == State::Finishing)
        finish({});
    else
        fail(error);
}

void QrSignIn::finish(QByteArray secrets)
{
    SignedIn signedIn = std::exchange(m_signedIn, {});
    signedIn.secrets = std::move(secrets);
    const Server server = m_server;
    end();
    const QPointer<QrSignIn> isAlive(this);
    Q_EMIT done(server, signedIn);
    if (isAlive && !isRunning())
        Q_EMIT stateChanged();
}

void QrSignIn::cancel()
{
    if (!isRunning())
        return;
    m_pairing.cancel();
    end();
    Q_EMIT stateChanged();
}

/// False if a listener has ended this, or begun again.
bool QrSignIn::enter(State state)
{
    m_state = state;
    const QPointer<QObject> isCurrent(m_round.get());
    Q_EMIT stateChanged();
    return isCurrent;
}

void QrSignIn::end()
{
    m_pairing.finish();
    m_oauth.cancel();
    takeBack();
    m_round.reset();
    m_state = State::Idle;
    m_server = {};
    m_device.clear();
    m_userCode.clear();
}

/// Nobody wants what has been got so far.
void QrSignIn::takeBack()
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

/// Tells the other device why it is over.
void QrSignIn::refuse(const QString &reason, const Error &error)
{
    m_pairing.cancel(reason);
    fail(error);
}

void QrSignIn::fail(const Error &error)
{
    qCInfo(lcSession) << "signing in by a QR code failed:" << int(error.kind) << error.matrixCode
                      << error.httpStatus;
    end();
    const QPointer<QrSignIn> isAlive(this);
    Q_EMIT failed(error);
    if (isAlive && !isRunning())
        Q_EMIT stateChanged();
}

}
