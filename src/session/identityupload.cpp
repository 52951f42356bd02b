// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/identityupload.h"

#include "crypto/cryptorequests.h"
#include "session/authcall.h"

namespace linnet {

Task<Done> IdentityUpload::send(QList<CryptoRequest> requests, const AskAuth &ask)
{
    if (requests.isEmpty())
        return Task<Done>::ready(Done{});
    const CryptoRequest first = requests.takeFirst();
    auto sent =
        first.kind == CryptoRequest::Kind::SigningKeysUpload ? sendKeys(first, ask) : m_keys.send(first);
    return std::move(sent).andThen([this, requests, ask](Done) { return send(requests, ask); });
}

Task<Done> IdentityUpload::sendKeys(const CryptoRequest &request, const AskAuth &ask)
{
    const auto make = [version = m_api.requests().version(), request](const QJsonObject &auth) {
        return CryptoRequests::request(version, request, auth);
    };
    return AuthCall(m_api, m_self).send(make, ask).andThen([this, request](const Reply &reply) {
        return m_store.crypto().call<Done>(
            [request, body = reply.body](CryptoMachine &machine) { return machine.markSent(request, body); });
    });
}

}
