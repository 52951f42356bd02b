// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ssosignin.h"

#include "base/logging.h"
#include "matrix/oauthrequests.h"
#include "session/signin.h"

#include <QCoreApplication>
#include <QPointer>

namespace linnet {

SsoSignIn::SsoSignIn(Transport &transport, Clock &clock, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock)
{
}

SsoSignIn::~SsoSignIn() = default;

void SsoSignIn::start(const Server &server, const Wish &wish)
{
    cancel();
    m_round = std::make_unique<QObject>();
    m_server = server;
    m_wish = wish;
    if (server.version.dialect == Dialect::V1)
        return fail(Error::of(Error::Kind::Unsupported));
    const QString state = OAuthRequests::newState();
    m_listener = std::make_unique<LoopbackListener>(this);
    const Result<QUrl> address = m_listener->listen(state, {QStringLiteral("loginToken")});
    if (!address)
        return fail(address.error());
    connect(m_listener.get(), &LoopbackListener::answered, this, &SsoSignIn::onBrowser);
    m_clock.after(MostPatience, m_round.get(), [this] {
        if (isInBrowser())
            fail(Error::of(Error::Kind::Timeout));
    });
    QUrl redirect = *address;
    redirect.setQuery(QStringLiteral("state=") + state);
    Q_EMIT browserNeeded(
        Requests(server.version).ssoPage(server.base, wish.provider, redirect, wish.isRegistration));
}

void SsoSignIn::cancel()
{
    m_round.reset();
    if (m_listener)
        m_listener.release()->deleteLater(); // it may be what ends this
}

void SsoSignIn::onBrowser(const QUrlQuery &query)
{
    m_listener.release()->deleteLater(); // it is saying this
    const QString token = query.queryItemValue(QStringLiteral("loginToken"), QUrl::FullyDecoded);
    m_transport
        .send(m_server.base,
              Requests(m_server.version).loginWithToken(token, SignIn::deviceName(), m_wish.deviceId), {},
              false)
        .then(m_round.get(), [this](const Result<Reply> &reply) { onReply(reply); });
    Q_EMIT browserAnswered();
}

void SsoSignIn::onReply(const Result<Reply> &reply)
{
    const Result<SignedIn> signedIn = reply ? Requests::readSignedIn(reply->body) : reply.error();
    if (!signedIn)
        return fail(signedIn.error());
    if (!m_wish.user.isEmpty() && signedIn->user != m_wish.user) {
        SignIn(m_transport)
            .takeBack(m_server, *signedIn)
            .then(QCoreApplication::instance(), [](const Status &told) {
                if (!told)
                    qCWarning(lcSession)
                        << "a sign-in that nobody wants could not be ended" << told.error().httpStatus;
            });
        return fail(Error::of(Error::Kind::OtherAccount, signedIn->user.toString()));
    }
    cancel();
    Q_EMIT done(*signedIn);
}

void SsoSignIn::fail(const Error &error)
{
    qCInfo(lcSession) << "SSO failed:" << int(error.kind) << error.matrixCode << error.httpStatus;
    cancel();
    Q_EMIT failed(error);
}

}
