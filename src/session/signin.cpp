// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signin.h"

#include "base/application.h"
#include "matrix/oauthrequests.h"
#include "session/apiclient.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QTimer>

namespace linnet {

namespace {

bool isV1(const Server &server)
{
    return server.version.dialect == Dialect::V1;
}

Task<Done> pause(std::chrono::milliseconds time)
{
    auto *timer = new QTimer;
    timer->setSingleShot(true);
    const Promise<Done> promise;
    promise.onAbort([timer] { timer->deleteLater(); });
    QObject::connect(timer, &QTimer::timeout, timer, [timer, promise] {
        timer->deleteLater();
        promise.resolve(Done{});
    });
    timer->start(time);
    return promise.task();
}

/// Asks once more after the time that a busy server names.
Task<Reply> sendPatiently(Transport &transport, const Server &server, const Request &request)
{
    return transport.send(server.base, request, {}, isV1(server))
        .orElse([&transport, server, request](const Error &error) {
            if (error.kind != Error::Kind::RateLimited || error.retryAfter <= std::chrono::milliseconds(0) ||
                error.retryAfter > SignIn::MostPatience)
                return Task<Reply>::ready(error);
            return pause(error.retryAfter).andThen([&transport, server, request](Done) {
                return transport.send(server.base, request, {}, isV1(server));
            });
        });
}

/// Tokens of 2014 begin with their user's id in base 64.
UserId userOfOldToken(const QByteArray &token)
{
    const QByteArray id = QByteArray::fromBase64(token.left(token.indexOf('.')));
    if (!id.startsWith('@') || !id.contains(':'))
        return {};
    return UserId(QString::fromUtf8(id));
}

/// The cheapest call of 2014 that wants a token.
Request probe()
{
    Request request;
    request.path = QStringLiteral("/_matrix/client/api/v1/events");
    request.query = {{QStringLiteral("timeout"), QStringLiteral("0")}};
    return request;
}

Task<SignedIn> probeToken(Transport &transport, const Server &server, const QByteArray &token,
                          const UserId &user)
{
    const UserId owner = user.isEmpty() ? userOfOldToken(token) : user;
    if (owner.isEmpty())
        return Task<SignedIn>::ready(Error::of(
            Error::Kind::Invalid,
            QCoreApplication::translate("linnet::SignIn", "This server cannot tell whose token this is. "
                                                          "Give your Matrix id too.")));
    return transport.send(server.base, probe(), token, true).andThen([owner, token](const Reply &) {
        return SignedIn{owner, token, QString()};
    });
}

/// The page's address if the server has it.
Task<QUrl> page(Transport &transport, const Server &server, const Request &request)
{
    return transport.send(server.base, request, {}, isV1(server))
        .andThen([url = urlOf(server.base, request)](const Reply &) { return url; });
}

}

QString SignIn::deviceName()
{
    return QStringLiteral("%1 (%2)").arg(QLatin1String(application::Name), QSysInfo::prettyProductName());
}

Task<LoginFlows> SignIn::flows(const Server &server)
{
    return m_transport.send(server.base, Requests(server.version).loginFlows(), {}, isV1(server))
        .andThen([](const Reply &reply) { return Requests::readLoginFlows(reply.body); });
}

Task<SignedIn> SignIn::withPassword(const Server &server, const QString &user, const QString &password,
                                    const QString &deviceId)
{
    Transport &transport = m_transport;
    return flows(server).andThen([&transport, server, user, password, deviceId](const LoginFlows &flows) {
        if (!flows.hasPassword())
            return Task<SignedIn>::ready(
                Error::of(Error::Kind::Unsupported, flows.types.join(QLatin1String(", "))));
        const Request request = Requests(server.version).login(user, password, deviceName(), deviceId);
        return sendPatiently(transport, server, request).andThen([](const Reply &reply) {
            return Requests::readSignedIn(reply.body);
        });
    });
}

Task<SignedIn> SignIn::withToken(const Server &server, const QByteArray &token, const UserId &user)
{
    Transport &transport = m_transport;
    return transport.send(server.base, Requests(server.version).whoAmI(), token, isV1(server))
        .andThen([token, user](const Reply &reply) -> Result<SignedIn> {
            Result<SignedIn> owner = Requests::readWhoAmI(reply.body);
            if (!owner)
                return owner;
            if (!user.isEmpty() && owner->user != user)
                return Error::of(Error::Kind::Invalid,
                                 QCoreApplication::translate("linnet::SignIn", "This token belongs to %1.")
                                     .arg(owner->user.toString()));
            owner->token = token;
            return owner;
        })
        .orElse([&transport, server, token, user](const Error &error) {
            if (isV1(server) && ApiClient::isUnrecognized(error))
                return probeToken(transport, server, token, user);
            return Task<SignedIn>::ready(error);
        });
}

Task<QUrl> SignIn::fallbackPage(const Server &server)
{
    Transport &transport = m_transport;
    return page(transport, server, Requests(server.version).loginFallbackPage())
        .orElse([&transport, server](const Error &error) {
            // Silence is no "no": it would be the same on the next page.
            if (error.httpStatus == 0)
                return Task<QUrl>::ready(error);
            return page(transport, server, Requests::staticLoginPage());
        });
}

Task<Done> SignIn::takeBack(const Server &server, const QByteArray &token)
{
    return m_transport.send(server.base, Requests(server.version).logout(), token, isV1(server))
        .andThen([](const Reply &) { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            if (error.isMatrix("M_UNKNOWN_TOKEN"))
                return Done{};
            return error;
        });
}

Task<Done> SignIn::takeBack(const Server &server, const SignedIn &signedIn)
{
    if (!signedIn.oauth)
        return takeBack(server, signedIn.token);
    const bool hasRefreshToken = !signedIn.refreshToken.isEmpty();
    const Request request = OAuthRequests::revocation(
        signedIn.oauth->clientId, hasRefreshToken ? signedIn.refreshToken : signedIn.token, hasRefreshToken);
    return m_transport.send(signedIn.oauth->revocationEndpoint, request, {}, false)
        .andThen([](const Reply &) { return Done{}; })
        .orElse([](const Error &error) -> Result<Done> {
            // Servers may forget a program that nobody is signed in with.
            if (error.isMatrix("invalid_client") || error.isMatrix("invalid_token"))
                return Done{};
            return error;
        });
}

}
