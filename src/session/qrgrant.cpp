// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/qrgrant.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"
#include "crypto/crosssigning.h"
#include "crypto/secretsbundle.h"
#include "matrix/moderationrequests.h"
#include "matrix/rendezvousrequests.h"
#include "matrix/servername.h"
#include "matrix/sessionrequests.h"
#include "store/crypto.h"

#include <QPointer>

namespace linnet {

namespace {

using namespace std::chrono_literals;

const QString Protocol = QStringLiteral("device_authorization_grant");
constexpr qsizetype MostId = 255;
constexpr auto LookAgain = 1s;
constexpr int NotFound = 404;

Error codeError(const QString &code)
{
    return Error{Error::Kind::Server, code, 0, {}, {}};
}

Error badMessage(const QString &what)
{
    return Error::of(Error::Kind::BadReply, what);
}

/// From its unstable address where there is none at the stable one. The answer must not outlive `api`.
Task<OAuthMetadata> metadataOf(ApiClient &api)
{
    const auto ask = [&api](bool isUnstable) {
        return api.send(OAuthRequests::metadata(isUnstable)).andThen([](const Reply &reply) {
            return OAuthRequests::readMetadata(reply.body);
        });
    };
    return ask(false).orElse([ask](const Error &error) {
        return error.isTransient() ? Task<OAuthMetadata>::ready(error) : ask(true);
    });
}

/// `{"cross_signing":…}` as the message that it is part of; what it was made of is wiped.
QByteArray messageOf(QByteArray secrets)
{
    const QByteArrayView beginning = "{\"type\":\"m.login.secrets\",";
    QByteArray message;
    message.reserve(beginning.size() + secrets.size()); // else there would be copies that nobody wipes
    message.append(beginning).append(QByteArrayView(secrets).sliced(1));
    wipe(secrets);
    return message;
}

}

QrGrant::QrGrant(Transport &transport, ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_self(std::move(self)), m_pairing(transport, api.clock())
{
    connect(&m_pairing, &QrPairing::stateChanged, this, &QrGrant::onPairing);
    connect(&m_pairing, &QrPairing::received, this, &QrGrant::onMessage);
    connect(&m_pairing, &QrPairing::failed, this, &QrGrant::fail);
    connect(&m_pairing, &QrPairing::sent, this, [this] {
        if (!m_hasGiven)
            return;
        end();
        enter(State::Done);
    });
}

QrGrant::~QrGrant()
{
    m_pairing.disconnect(this);
    m_pairing.cancel();
}

Task<bool> QrGrant::isOffered(ApiClient &api)
{
    if (api.requests().version().dialect == Dialect::V1)
        return Task<bool>::ready(false);
    return api.send(Requests::versions())
        .andThen([](const Reply &reply) { return ModerationRequests::readFeatures(reply.body); })
        .andThen([&api](const QSet<QString> &features) {
            if (!features.contains(RendezvousRequests::Feature))
                return Task<bool>::ready(false);
            return metadataOf(api).andThen(
                [](const OAuthMetadata &metadata) { return metadata.hasDeviceCode(); });
        })
        .orElse([](const Error &) -> Result<bool> { return false; });
}

void QrGrant::start()
{
    cancel();
    m_round = std::make_unique<QObject>();
    if (!enter(State::Preparing))
        return;
    metadataOf(m_api).then(m_round.get(), [this](const Result<OAuthMetadata> &metadata) {
        if (metadata)
            return onMetadata(*metadata);
        fail(ApiClient::isUnrecognized(metadata.error()) ? Error::of(Error::Kind::Unsupported)
                                                         : metadata.error());
    });
}

void QrGrant::onMetadata(const OAuthMetadata &metadata)
{
    m_metadata = metadata;
    if (!metadata.hasDeviceCode())
        return fail(Error::of(Error::Kind::Unsupported));
    m_store.crypto()
        .call<bool>([](CryptoMachine &machine) -> Result<bool> {
            const auto status = CrossSigning(machine).status();
            if (!status)
                return status.error();
            return status->isComplete();
        })
        .then(m_round.get(), [this](const Result<bool> &hasSecrets) {
            if (!hasSecrets)
                return fail(hasSecrets.error());
            if (!*hasSecrets)
                return fail(codeError(NotVerified));
            m_pairing.start(m_api.server(), serverOf(m_self));
        });
}

QByteArray QrGrant::code() const
{
    return m_state == State::Showing ? m_pairing.code() : QByteArray();
}

void QrGrant::check(const QString &typed)
{
    if (m_state == State::Checking)
        m_pairing.check(typed);
}

void QrGrant::onPairing()
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

void QrGrant::onMessage(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    if (m_state == State::Waiting && type == u"m.login.protocol" && m_session.isEmpty())
        return onProtocol(message);
    if (m_state == State::InBrowser && type == u"m.login.success") {
        m_lookUntil = m_api.clock().elapsed() + MostWait;
        if (enter(State::Finishing))
            lookForSession();
        return;
    }
    refuse(QStringLiteral("unexpected_message_received"),
           badMessage(QStringLiteral("the other device said something else")));
}

void QrGrant::onProtocol(const QJsonObject &message)
{
    const QJsonObject grant = message.value(Protocol).toObject();
    const QString complete = grant.value(u"verification_uri_complete").toString();
    const QUrl page(complete.isEmpty() ? grant.value(u"verification_uri").toString() : complete,
                    QUrl::StrictMode);
    const QString session = message.value(u"device_id").toString();
    if (message.value(u"protocol").toString() != Protocol)
        return refuse(QStringLiteral("unsupported_protocol"),
                      codeError(QStringLiteral("unsupported_protocol")));
    if (session.isEmpty() || session.size() > MostId || !isOfServer(page))
        return refuse(
            QStringLiteral("unexpected_message_received"),
            badMessage(QStringLiteral("the other device named no session, or another server's page")));
    m_session = session;
    m_api.send(SessionRequests::one(m_api.server().version, session))
        .then(m_round.get(), [this, page](const Result<Reply> &found) { onNewSession(found, page); });
}

/// A browser with the person's passwords is sent to nobody else's page.
bool QrGrant::isOfServer(const QUrl &page) const
{
    return OAuthRequests::isSafe(page) && page.userInfo().isEmpty() &&
           (page.host() == QUrl(m_metadata.issuer).host() ||
            page.host() == m_metadata.authorizationEndpoint.host());
}

void QrGrant::onNewSession(const Result<Reply> &found, const QUrl &page)
{
    const QString exists = QStringLiteral("device_already_exists");
    if (found)
        return refuse(exists, codeError(exists));
    if (found.error().httpStatus != NotFound || found.error().isMatrix("M_UNRECOGNIZED"))
        return refuse(QStringLiteral("user_cancelled"), found.error());
    m_pairing.send(QStringLiteral("m.login.protocol_accepted"));
    if (enter(State::InBrowser))
        Q_EMIT browserNeeded(page);
}

/// That the other device says so is not enough: the person may have said no.
void QrGrant::lookForSession()
{
    m_api.send(SessionRequests::one(m_api.server().version, m_session))
        .then(m_round.get(), [this](const Result<Reply> &found) {
            if (found)
                return giveSecrets();
            const bool isMissing = found.error().httpStatus == NotFound || found.error().isTransient();
            if (isMissing && m_api.clock().elapsed() < m_lookUntil) {
                m_api.clock().after(LookAgain, m_round.get(), [this] { lookForSession(); });
                return;
            }
            const QString missing = QStringLiteral("device_not_found");
            refuse(missing, found.error().httpStatus == NotFound ? codeError(missing) : found.error());
        });
}

void QrGrant::giveSecrets()
{
    m_store.crypto()
        .call<QByteArray>([](CryptoMachine &machine) { return SecretsBundle(machine).give(); })
        .then(m_round.get(), [this](Result<QByteArray> secrets) {
            if (!secrets)
                return refuse(QStringLiteral("user_cancelled"), secrets.error().kind == Error::Kind::NotFound
                                                                    ? codeError(NotVerified)
                                                                    : secrets.error());
            QByteArray message = messageOf(secrets.take());
            m_hasGiven = true;
            m_pairing.send(message);
            wipe(message);
        });
}

void QrGrant::cancel()
{
    if (m_state == State::Idle)
        return;
    m_pairing.cancel();
    end();
    Q_EMIT stateChanged();
}

/// False if a listener has ended this, or begun again.
bool QrGrant::enter(State state)
{
    m_state = state;
    const QPointer<QObject> isCurrent(m_round.get());
    Q_EMIT stateChanged();
    return isCurrent;
}

void QrGrant::end()
{
    m_pairing.finish();
    m_round.reset();
    m_state = State::Idle;
    m_session.clear();
    m_hasGiven = false;
}

/// Tells the other device why it is over.
void QrGrant::refuse(const QString &reason, const Error &error)
{
    m_pairing.cancel(reason);
    fail(error);
}

void QrGrant::fail(const Error &error)
{
    qCInfo(lcSession) << "signing another device in failed:" << int(error.kind) << error.matrixCode
                      << error.httpStatus;
    end();
    const QPointer<QrGrant> isAlive(this);
    Q_EMIT failed(error);
    if (isAlive && m_state == State::Idle)
        Q_EMIT stateChanged();
}

}
