// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountadmin.h"

#include "matrix/capabilities.h"
#include "session/authcall.h"

#include <QUuid>

namespace linnet {

AccountAdmin::AccountAdmin(Transport &transport, ApiClient &api, AccountPageFinder &pages, UserId self,
                           QObject *parent)
    : QObject(parent), m_transport(transport), m_api(api), m_pages(pages), m_self(std::move(self))
{
}

Task<AccountCapabilities> AccountAdmin::capabilities()
{
    if (m_capabilities)
        return Task<AccountCapabilities>::ready(*m_capabilities);
    return m_api.send(Capabilities::request(m_api.requests().version()))
        .andThen([](const Reply &reply) { return AccountRequests::readCapabilities(reply.body); })
        .orElse([](const Error &error) -> Result<AccountCapabilities> {
            if (ApiClient::isUnrecognized(error))
                return AccountCapabilities();
            return error;
        })
        .andThen([this](const AccountCapabilities &can) {
            m_capabilities = can;
            return can;
        });
}

Task<Done> AccountAdmin::changePassword(const QString &password, bool signsOthersOut, const AskAuth &ask)
{
    const auto make = [version = m_api.requests().version(), password,
                       signsOthersOut](const QJsonObject &auth) {
        return AccountRequests::changePassword(version, password, signsOthersOut, auth);
    };
    return AuthCall(m_api, m_self).send(make, ask).andThen([](const Reply &) { return Done{}; });
}

Task<Done> AccountAdmin::deactivate(bool erases, const AskAuth &ask)
{
    const auto make = [version = m_api.requests().version(), erases](const QJsonObject &auth) {
        return AccountRequests::deactivate(version, erases, auth);
    };
    return AuthCall(m_api, m_self).send(make, ask).andThen([](const Reply &) { return Done{}; });
}

Task<QList<Threepid>> AccountAdmin::addresses()
{
    return m_api.send(ThreepidRequests::list(m_api.requests().version())).andThen([](const Reply &reply) {
        return ThreepidRequests::readList(reply.body);
    });
}

Task<Done> AccountAdmin::remove(const Threepid &address)
{
    return m_api.send(ThreepidRequests::remove(m_api.requests().version(), address))
        .andThen([](const Reply &) { return Done{}; });
}

Task<AccountAdmin::Adding> AccountAdmin::sendMessage(Adding adding)
{
    using ThreepidRequests::Purpose;
    // The server tells by the secret to whom it has written.
    if (adding.proof.secret.isEmpty())
        adding.proof.secret = QUuid::createUuid().toString(QUuid::WithoutBraces);
    ++adding.attempt;
    const ServerVersion version = m_api.requests().version();
    const Request request =
        adding.address.medium == Threepid::Medium::Email
            ? ThreepidRequests::mail(version, Purpose::Account, adding.address.address, adding.proof.secret,
                                     adding.attempt)
            : ThreepidRequests::code(version, Purpose::Account, ThreepidRequests::homeCountry(),
                                     adding.address.address, adding.proof.secret, adding.attempt);
    return m_api.sendOnce(request).andThen([adding, base = m_api.server().base](
                                               const Reply &reply) -> Result<Adding> {
        const Result<AddressProof> proof = ThreepidRequests::readProof(reply.body, adding.proof.secret, base);
        if (!proof)
            return proof.error();
        Adding next = adding;
        next.proof = *proof;
        return next;
    });
}

Task<Done> AccountAdmin::giveCode(const Adding &adding, const QString &code)
{
    return m_transport
        .send(ThreepidRequests::codeBase(adding.proof),
              ThreepidRequests::submitCode(adding.proof, code.trimmed()), {}, false)
        .andThen([](const Reply &reply) -> Result<Done> {
            if (ThreepidRequests::readSubmitted(reply.body))
                return Done{};
            return Error{Error::Kind::Server, QStringLiteral("M_THREEPID_AUTH_FAILED"), 0, {}, {}};
        });
}

Task<Done> AccountAdmin::add(const Adding &adding, const AskAuth &ask)
{
    const auto make = [version = m_api.requests().version(), adding](const QJsonObject &auth) {
        return ThreepidRequests::add(version, adding.proof, auth);
    };
    return AuthCall(m_api, m_self).send(make, ask).andThen([](const Reply &) { return Done{}; });
}

}
