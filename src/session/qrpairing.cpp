// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/qrpairing.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"

#include <QJsonDocument>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace linnet {

namespace {

const QByteArray Initiate = QByteArrayLiteral("MATRIX_QR_CODE_LOGIN_INITIATE");
const QByteArray Accepted = QByteArrayLiteral("MATRIX_QR_CODE_LOGIN_OK");
constexpr QLatin1String Reasons[]{QLatin1String("device_already_exists"), QLatin1String("device_not_found"),
                                  QLatin1String("unexpected_message_received"),
                                  QLatin1String("unsupported_protocol")};

QByteArray textOf(const QString &type, QJsonObject more)
{
    more.insert(QStringLiteral("type"), type);
    return QJsonDocument(more).toJson(QJsonDocument::Compact);
}

Error errorOfReason(const QString &reason)
{
    if (reason == u"user_cancelled")
        return Error::of(Error::Kind::Cancelled);
    if (reason == u"authorization_expired")
        return Error{Error::Kind::Server, QStringLiteral("expired_token"), 0, {}, {}};
    const bool isKnown = std::find(std::begin(Reasons), std::end(Reasons), reason) != std::end(Reasons);
    return Error{Error::Kind::Server, isKnown ? reason : QString(QrPairing::OtherFailed), 0, {}, {}};
}

}

QrPairing::QrPairing(Transport &transport, Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_rendezvous(transport, clock)
{
    connect(&m_rendezvous, &Rendezvous::opened, this, &QrPairing::onOpened);
    connect(&m_rendezvous, &Rendezvous::received, this, &QrPairing::onMessage);
    connect(&m_rendezvous, &Rendezvous::sent, this, [this] {
        if (m_state == State::Paired)
            Q_EMIT sent();
    });
    connect(&m_rendezvous, &Rendezvous::failed, this, &QrPairing::onRendezvousFailed);
}

QrPairing::~QrPairing() = default;

void QrPairing::start(const Server &server, const QString &serverName)
{
    cancel();
    m_server = server;
    m_serverName = serverName;
    m_renewsUntil = m_clock.elapsed() + Rendezvous::MostLife;
    open();
}

void QrPairing::open()
{
    m_code.clear();
    m_channel.emplace();
    m_rendezvous.open(m_server);
    enter(State::Opening);
}

void QrPairing::onRendezvousFailed(const Error &error)
{
    if (m_state == State::Showing && error.isMatrix("expired_token"))
        renew();
    else
        fail(error);
}

/// In the place of a code that nobody has scanned.
void QrPairing::renew()
{
    if (m_clock.elapsed() >= m_renewsUntil)
        return fail(errorOfReason(QStringLiteral("authorization_expired")));
    m_rendezvous.remove();
    open();
}

void QrPairing::onOpened()
{
    m_code = m_channel->code(m_rendezvous.address().toString(QUrl::FullyEncoded), m_serverName);
    if (m_code.isEmpty())
        return fail(Error::of(Error::Kind::BadReply, QStringLiteral("the rendezvous fits into no code")));
    m_fresh = std::make_unique<QObject>();
    m_clock.after(FreshFor, m_fresh.get(), [this] {
        if (m_state == State::Showing)
            renew();
    });
    enter(State::Showing);
}

void QrPairing::onMessage(const QByteArray &bytes)
{
    if (m_state == State::Showing)
        return onScanned(bytes);
    auto text = m_channel->decrypt(bytes);
    if (!text)
        return fail(text.error());
    const QJsonObject message = QJsonDocument::fromJson(*text).object();
    wipe(*text);
    if (endsIt(message))
        return;
    if (m_state == State::Paired)
        Q_EMIT received(message);
    else if (!m_early)
        m_early = message;
    else
        fail(Error::of(Error::Kind::BadReply, QStringLiteral("the other device does not wait")));
}

void QrPairing::onScanned(const QByteArray &bytes)
{
    const auto text = m_channel->accept(bytes);
    if (!text || *text != Initiate)
        return fail(text ? Error::of(Error::Kind::Corrupt) : text.error());
    m_rendezvous.send(m_channel->encrypt(Accepted));
    enter(State::Checking);
}

/// Whether the other device has given up, which it may at any time.
bool QrPairing::endsIt(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    if (type == u"m.login.failure")
        fail(errorOfReason(message.value(u"reason").toString()));
    else if (type == u"m.login.declined")
        fail(Error{Error::Kind::Server, QStringLiteral("access_denied"), 0, {}, {}});
    else
        return false;
    return true;
}

void QrPairing::check(const QString &typed)
{
    if (m_state != State::Checking)
        return;
    if (typed != m_channel->checkCode()) {
        cancel();
        return fail(Error{Error::Kind::Server, WrongCode, 0, {}, {}});
    }
    const QPointer<QrPairing> isAlive(this);
    enter(State::Paired);
    if (!isAlive || m_state != State::Paired || !m_early)
        return;
    const QJsonObject message = *std::exchange(m_early, std::nullopt);
    Q_EMIT received(message);
}

void QrPairing::send(const QByteArray &message)
{
    if (m_state == State::Paired)
        m_rendezvous.send(m_channel->encrypt(message));
}

void QrPairing::send(const QString &type, const QJsonObject &more)
{
    send(textOf(type, more));
}

void QrPairing::cancel(const QString &reason)
{
    leave(textOf(QStringLiteral("m.login.failure"), {{QStringLiteral("reason"), reason}}));
}

void QrPairing::decline()
{
    leave(textOf(QStringLiteral("m.login.declined"), {}));
}

/// Where nobody has come yet, the code is taken back instead.
void QrPairing::leave(const QByteArray &message)
{
    if (m_state == State::Checking || m_state == State::Paired)
        m_rendezvous.closeWith(m_channel->encrypt(message));
    else
        m_rendezvous.remove();
    end();
}

void QrPairing::finish()
{
    m_rendezvous.close();
    end();
}

void QrPairing::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void QrPairing::end()
{
    m_state = State::Idle;
    m_fresh.reset();
    m_channel.reset();
    m_code.clear();
    m_early.reset();
}

void QrPairing::fail(const Error &error)
{
    qCInfo(lcSession) << "pairing by a QR code failed:" << int(error.kind) << error.matrixCode;
    m_rendezvous.close();
    end();
    Q_EMIT failed(error);
}

}
