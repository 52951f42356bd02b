// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signinmethods.h"

#include <QObject>

#include <memory>

namespace linnet {

namespace {

/// The three questions that are under way, and what has come of them.
struct Asking
{
    Promise<SignInMethods> promise;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    std::optional<Result<OAuthMetadata>> oauth;
    std::optional<Result<LoginFlows>> flows;
    std::optional<bool> canRegister;

    void settle()
    {
        if (oauth && flows && canRegister)
            promise.resolve(SignInMethods::of(*oauth, *flows, *canRegister));
    }
};

/// Says nothing of what the server has.
bool isOfTheMoment(const Error &error)
{
    return error.isTransient() || error.kind == Error::Kind::Cancelled ||
           error.kind == Error::Kind::Redirected;
}

Task<LoginFlows> askFlows(Transport &transport, const Server &server)
{
    const bool isV1 = server.version.dialect == Dialect::V1;
    return transport.send(server.base, Requests(server.version).loginFlows(), {}, isV1)
        .andThen([](const Reply &reply) { return Requests::readLoginFlows(reply.body); });
}

/// By a name that nobody has: whoever asks by `/register` itself may get an account. Only a plain "no" is
/// one; what makes an account tells more, if it comes to that.
Task<bool> askRegistration(Transport &transport, const Server &server)
{
    if (server.version.dialect == Dialect::V1)
        return Task<bool>::ready(true);
    const QString name = OAuthRequests::newDeviceId().toLower();
    return transport.send(server.base, Requests(server.version).registerAvailable(name), {}, false)
        .andThen([](const Reply &) { return true; })
        .orElse([](const Error &error) -> Result<bool> { return !error.isMatrix("M_FORBIDDEN"); });
}

}

Task<OAuthMetadata> SignInMethods::askOAuth(Transport &transport, const Server &server)
{
    if (server.version.dialect == Dialect::V1)
        return Task<OAuthMetadata>::ready(Error::of(Error::Kind::Unsupported));
    return transport.send(server.base, OAuthRequests::metadata(), {}, false)
        .orElse([&transport, base = server.base](const Error &error) {
            if (isOfTheMoment(error))
                return Task<Reply>::ready(error);
            return transport.send(base, OAuthRequests::metadata(true), {}, false);
        })
        .andThen([](const Reply &reply) { return OAuthRequests::readMetadata(reply.body); });
}

Task<SignInMethods> SignInMethods::ask(Transport &transport, const Server &server)
{
    const auto asking = std::make_shared<Asking>();
    Task<SignInMethods> task = asking->promise.task();
    asking->promise.onAbort([weak = std::weak_ptr(asking)] {
        if (const auto unwanted = weak.lock())
            unwanted->context.reset();
    });
    askOAuth(transport, server).then(asking->context.get(), [asking](Result<OAuthMetadata> result) {
        asking->oauth = std::move(result);
        asking->settle();
    });
    askFlows(transport, server).then(asking->context.get(), [asking](Result<LoginFlows> result) {
        asking->flows = std::move(result);
        asking->settle();
    });
    askRegistration(transport, server).then(asking->context.get(), [asking](Result<bool> result) {
        asking->canRegister = result.isOk() && *result;
        asking->settle();
    });
    return task;
}

Result<SignInMethods> SignInMethods::of(const Result<OAuthMetadata> &oauth, const Result<LoginFlows> &flows,
                                        bool canRegister)
{
    // What is not known could be the one that must not be passed over.
    if (!oauth && isOfTheMoment(oauth.error()))
        return oauth.error();
    if (!flows && isOfTheMoment(flows.error()))
        return flows.error();
    if (!oauth && !flows)
        return oauth.error().kind == Error::Kind::BadReply ? oauth.error() : flows.error();
    SignInMethods methods;
    if (oauth)
        methods.oauth = *oauth;
    if (flows)
        methods.flows = *flows;
    if (oauth)
        methods.ways << Way::OAuth;
    // It wants OAuth, even if Linnet cannot use what it says of it.
    const bool isPasswordUnwanted =
        oauth || oauth.error().kind == Error::Kind::BadReply || methods.flows.isSsoPreferred;
    if (methods.flows.hasPassword() && !isPasswordUnwanted)
        methods.ways << Way::Password;
    if (methods.flows.hasSso())
        methods.ways << Way::Sso;
    if (methods.ways.isEmpty() && !oauth && oauth.error().kind == Error::Kind::BadReply)
        return oauth.error();
    if (methods.oauth && methods.oauth->hasRegistration())
        methods.registration = Registration::OAuth;
    else if (canRegister && !isPasswordUnwanted)
        methods.registration = Registration::Here;
    else if (methods.flows.hasSso())
        methods.registration = Registration::Sso;
    return methods;
}

}
