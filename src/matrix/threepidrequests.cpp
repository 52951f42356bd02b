// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/threepidrequests.h"

#include "matrix/accountpath.h"
#include "matrix/weburl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>

namespace linnet::ThreepidRequests {

namespace {

constexpr qsizetype MostListed = 200;

QJsonObject objectOf(const QByteArray &reply)
{
    return QJsonDocument::fromJson(reply).object();
}

QString pathOf(Purpose purpose, const QString &medium)
{
    const auto folder = [purpose] {
        switch (purpose) {
        case Purpose::Registration:
            return QStringLiteral("/register/");
        case Purpose::Account:
            break;
        case Purpose::Password:
            return QStringLiteral("/account/password/");
        }
        return QStringLiteral("/account/3pid/");
    };
    return folder() + medium + QStringLiteral("/requestToken");
}

Request tokenRequest(const ServerVersion &version, Purpose purpose, const QString &medium, QJsonObject body,
                     const QString &secret, int attempt)
{
    body.insert(QStringLiteral("client_secret"), secret);
    body.insert(QStringLiteral("send_attempt"), attempt);
    Request request = accountPost(version, pathOf(purpose, medium), body);
    request.isIdempotent = true; // the same attempt sends nothing twice
    request.needsToken = purpose == Purpose::Account;
    return request;
}

bool mayHaveCode(const QUrl &page, const QUrl &server)
{
    return page.scheme() == u"https" || (page.scheme() == server.scheme() && page.host() == server.host() &&
                                         page.port(80) == server.port(80));
}

QString mediumOf(Threepid::Medium medium)
{
    return medium == Threepid::Medium::Email ? QStringLiteral("email") : QStringLiteral("msisdn");
}

}

Request mail(const ServerVersion &version, Purpose purpose, const QString &address, const QString &secret,
             int attempt)
{
    return tokenRequest(version, purpose, QStringLiteral("email"), {{QStringLiteral("email"), address}},
                        secret, attempt);
}

QString homeCountry()
{
    const QString code = QLocale::territoryToCode(QLocale().territory());
    return code.size() == 2 ? code : QStringLiteral("US"); // it must be one
}

Request code(const ServerVersion &version, Purpose purpose, const QString &country, const QString &number,
             const QString &secret, int attempt)
{
    return tokenRequest(version, purpose, QStringLiteral("msisdn"),
                        {{QStringLiteral("country"), country}, {QStringLiteral("phone_number"), number}},
                        secret, attempt);
}

Result<AddressProof> readProof(const QByteArray &reply, const QString &secret, const QUrl &server)
{
    const QJsonObject object = objectOf(reply);
    AddressProof proof{object.value(u"sid").toString(), secret, {}};
    if (proof.isEmpty())
        return Error::of(Error::Kind::BadReply, QStringLiteral("the reply has no sid"));
    const QUrl page = webUrl(object.value(u"submit_url").toString());
    if (mayHaveCode(page, server))
        proof.codePage = page;
    return proof;
}

Request submitCode(const AddressProof &proof, const QString &typed)
{
    Request request;
    request.method = Request::Method::Post;
    request.path = proof.codePage.path(QUrl::FullyEncoded);
    if (request.path.isEmpty())
        request.path = QStringLiteral("/");
    request.query = QUrlQuery(proof.codePage).queryItems(QUrl::FullyDecoded);
    request.body = QJsonDocument(QJsonObject{{QStringLiteral("sid"), proof.id},
                                             {QStringLiteral("client_secret"), proof.secret},
                                             {QStringLiteral("token"), typed}})
                       .toJson(QJsonDocument::Compact);
    request.needsToken = false;
    return request;
}

QUrl codeBase(const AddressProof &proof)
{
    return proof.codePage.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment |
                                   QUrl::RemoveUserInfo);
}

bool readSubmitted(const QByteArray &reply)
{
    // Some of before r0.6 answered nothing at all.
    return objectOf(reply).value(u"success").toBool(true);
}

QJsonObject authOf(const QString &stage, const AddressProof &proof)
{
    return {{QStringLiteral("type"), stage},
            {QStringLiteral("threepid_creds"), QJsonObject{{QStringLiteral("sid"), proof.id},
                                                           {QStringLiteral("client_secret"), proof.secret}}}};
}

Request list(const ServerVersion &version)
{
    return accountGet(version, QStringLiteral("/account/3pid"));
}

QList<Threepid> readList(const QByteArray &reply)
{
    QList<Threepid> found;
    const QJsonArray all = objectOf(reply).value(u"threepids").toArray();
    for (const QJsonValue &value : all) {
        const QJsonObject each = value.toObject();
        const QString medium = each.value(u"medium").toString();
        const QString address = each.value(u"address").toString();
        const bool isEmail = medium == u"email";
        if ((isEmail || medium == u"msisdn") && !address.isEmpty() && found.size() < MostListed)
            found.append({isEmail ? Threepid::Medium::Email : Threepid::Medium::Phone, address,
                          each.value(u"added_at").toInteger()});
    }
    return found;
}

Request add(const ServerVersion &version, const AddressProof &proof, const QJsonObject &auth)
{
    QJsonObject body{{QStringLiteral("sid"), proof.id}, {QStringLiteral("client_secret"), proof.secret}};
    if (!auth.isEmpty())
        body.insert(QStringLiteral("auth"), auth);
    Request request = accountPost(version, QStringLiteral("/account/3pid/add"), body);
    request.expectsChallenge = true;
    return request;
}

Request remove(const ServerVersion &version, const Threepid &threepid)
{
    return accountPost(version, QStringLiteral("/account/3pid/delete"),
                       {{QStringLiteral("medium"), mediumOf(threepid.medium)},
                        {QStringLiteral("address"), threepid.address}});
}

}
