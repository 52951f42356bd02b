// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/oauthrequests.h"

#include "base/application.h"
#include "matrix/loopbacklistener.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>

#include <algorithm>

namespace linnet {

namespace {

using namespace std::chrono_literals;
using Form = QList<std::pair<QString, QString>>;

constexpr QLatin1String ClientUri("https://linnet.chat/");
constexpr QLatin1String CodeGrant("authorization_code");
constexpr QLatin1String RefreshGrant("refresh_token");
constexpr QLatin1String DeviceGrant("urn:ietf:params:oauth:grant-type:device_code");
constexpr qsizetype MostWords = 100; ///< of one list
constexpr int RandomBytes = 32;

Error badReply(const QString &what)
{
    return Error::of(Error::Kind::BadReply, what);
}

Result<QJsonObject> objectOf(const QByteArray &reply)
{
    const auto document = QJsonDocument::fromJson(reply);
    if (!document.isObject())
        return badReply(QStringLiteral("the reply is no JSON object"));
    return document.object();
}

QStringList wordsOf(const QJsonObject &object, const char *field)
{
    QStringList words;
    const QJsonArray list = object.value(QLatin1String(field)).toArray();
    for (const QJsonValue &each : list) {
        if (each.isString() && words.size() < MostWords)
            words << each.toString();
    }
    return words;
}

/// Empty if it is not there or not safe.
QUrl addressOf(const QJsonObject &object, const char *field)
{
    QUrl url(object.value(QLatin1String(field)).toString(), QUrl::StrictMode);
    return OAuthRequests::isSafe(url) && url.fragment().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

QByteArray encoded(const Form &form)
{
    QByteArray text;
    for (const auto &[name, value] : form) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return text;
}

/// To an endpoint that is no part of the client-server API.
Request post(const QByteArray &body, const QByteArray &type)
{
    Request request;
    request.method = Request::Method::Post;
    request.body = body;
    request.contentType = type;
    request.needsToken = false;
    request.isIdempotent = false;
    request.followsRedirects = false;
    request.maxReplyBytes = 1 << 20;
    return request;
}

Request post(const Form &form)
{
    return post(encoded(form), QByteArrayLiteral("application/x-www-form-urlencoded"));
}

QString scopeOf(const QString &deviceId)
{
    return QStringLiteral("urn:matrix:client:api:* urn:matrix:client:device:") + deviceId;
}

std::chrono::milliseconds secondsOf(const QJsonObject &object, const char *field)
{
    constexpr double Most = 100.0 * 365 * 24 * 3600;
    const double seconds = object.value(QLatin1String(field)).toDouble();
    return std::chrono::milliseconds(seconds > 0 ? qint64(std::min(seconds, Most) * 1000) : 0);
}

QByteArray randomText()
{
    QByteArray bytes(RandomBytes, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()),
                                          RandomBytes / sizeof(quint32));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// What has to be there so that one can sign in; empty if it is.
QString lackOf(const QJsonObject &object, const OAuthMetadata &metadata)
{
    const QUrl issuer(metadata.issuer, QUrl::StrictMode);
    if (!OAuthRequests::isSafe(issuer) || issuer.hasQuery() || issuer.hasFragment())
        return QStringLiteral("issuer");
    if (metadata.authorizationEndpoint.isEmpty())
        return QStringLiteral("authorization_endpoint");
    if (metadata.tokenEndpoint.isEmpty())
        return QStringLiteral("token_endpoint");
    if (metadata.revocationEndpoint.isEmpty())
        return QStringLiteral("revocation_endpoint");
    if (metadata.registrationEndpoint.isEmpty())
        return QStringLiteral("registration_endpoint");
    if (!wordsOf(object, "response_types_supported").contains(QLatin1String("code")))
        return QStringLiteral("response_types_supported");
    if (object.contains(u"response_modes_supported") &&
        !wordsOf(object, "response_modes_supported").contains(QLatin1String("query")))
        return QStringLiteral("response_modes_supported");
    if (!metadata.grantTypes.contains(CodeGrant) || !metadata.grantTypes.contains(RefreshGrant))
        return QStringLiteral("grant_types_supported");
    if (!wordsOf(object, "code_challenge_methods_supported").contains(QLatin1String("S256")))
        return QStringLiteral("code_challenge_methods_supported");
    return {};
}

}

OAuthAccount OAuthMetadata::account(const QString &clientId) const
{
    return {issuer, clientId, tokenEndpoint, revocationEndpoint, managementUri, managementActions};
}

namespace OAuthRequests {

bool isSafe(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    const QString host = url.host();
    const bool isHere = host == u"127.0.0.1" || host == u"::1" || host == u"localhost";
    return url.scheme() == u"https" || (url.scheme() == u"http" && isHere);
}

Request metadata(bool isUnstable)
{
    Request request;
    request.path = isUnstable ? QStringLiteral("/_matrix/client/unstable/org.matrix.msc2965/auth_metadata")
                              : QStringLiteral("/_matrix/client/v1/auth_metadata");
    request.needsToken = false;
    return request;
}

Result<OAuthMetadata> readMetadata(const QByteArray &reply)
{
    const auto object = objectOf(reply);
    if (!object)
        return object.error();
    OAuthMetadata metadata;
    metadata.issuer = object->value(u"issuer").toString();
    metadata.authorizationEndpoint = addressOf(*object, "authorization_endpoint");
    metadata.tokenEndpoint = addressOf(*object, "token_endpoint");
    metadata.revocationEndpoint = addressOf(*object, "revocation_endpoint");
    metadata.registrationEndpoint = addressOf(*object, "registration_endpoint");
    metadata.managementUri = addressOf(*object, "account_management_uri");
    metadata.managementActions = wordsOf(*object, "account_management_actions_supported");
    metadata.grantTypes = wordsOf(*object, "grant_types_supported");
    metadata.promptValues = wordsOf(*object, "prompt_values_supported");
    if (metadata.grantTypes.contains(DeviceGrant))
        metadata.deviceEndpoint = addressOf(*object, "device_authorization_endpoint");
    if (const QString lack = lackOf(*object, metadata); !lack.isEmpty())
        return badReply(QStringLiteral("the server's metadata cannot be used: %1").arg(lack));
    return metadata;
}

Request registration(const OAuthMetadata &metadata)
{
    QJsonArray grants{CodeGrant, RefreshGrant};
    if (metadata.hasDeviceCode())
        grants.append(DeviceGrant);
    const QJsonObject body{
        {QStringLiteral("client_name"), QLatin1String(application::Name)},
        {QStringLiteral("client_uri"), ClientUri},
        {QStringLiteral("application_type"), QStringLiteral("native")},
        {QStringLiteral("redirect_uris"), QJsonArray::fromStringList(LoopbackListener::redirectUris())},
        {QStringLiteral("response_types"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("grant_types"), grants},
        {QStringLiteral("token_endpoint_auth_method"), QStringLiteral("none")}};
    return post(QJsonDocument(body).toJson(QJsonDocument::Compact), QByteArrayLiteral("application/json"));
}

Result<QString> readClientId(const QByteArray &reply)
{
    const auto object = objectOf(reply);
    if (!object)
        return object.error();
    const QString id = object->value(u"client_id").toString();
    if (id.isEmpty())
        return badReply(QStringLiteral("the reply has no \"client_id\""));
    return id;
}

QUrl authorization(const OAuthMetadata &metadata, const OAuthWish &wish)
{
    Request request;
    request.query = {{QStringLiteral("response_type"), QStringLiteral("code")},
                     {QStringLiteral("response_mode"), QStringLiteral("query")},
                     {QStringLiteral("client_id"), wish.clientId},
                     {QStringLiteral("redirect_uri"), wish.redirect.toString(QUrl::FullyEncoded)},
                     {QStringLiteral("scope"), scopeOf(wish.deviceId)},
                     {QStringLiteral("state"), wish.state},
                     {QStringLiteral("code_challenge"), QString::fromLatin1(challengeOf(wish.verifier))},
                     {QStringLiteral("code_challenge_method"), QStringLiteral("S256")}};
    if (wish.isRegistration)
        request.query.append({QStringLiteral("prompt"), QStringLiteral("create")});
    return urlOf(metadata.authorizationEndpoint, request);
}

Request tokensForCode(const OAuthWish &wish, const QString &code)
{
    return post({{QStringLiteral("grant_type"), CodeGrant},
                 {QStringLiteral("code"), code},
                 {QStringLiteral("redirect_uri"), wish.redirect.toString(QUrl::FullyEncoded)},
                 {QStringLiteral("client_id"), wish.clientId},
                 {QStringLiteral("code_verifier"), QString::fromLatin1(wish.verifier)}});
}

Request tokensForDeviceCode(const QString &clientId, const QByteArray &deviceCode)
{
    return post({{QStringLiteral("grant_type"), DeviceGrant},
                 {QStringLiteral("device_code"), QString::fromUtf8(deviceCode)},
                 {QStringLiteral("client_id"), clientId}});
}

Request refresh(const QString &clientId, const QByteArray &refreshToken)
{
    return post({{QStringLiteral("grant_type"), RefreshGrant},
                 {QStringLiteral("refresh_token"), QString::fromUtf8(refreshToken)},
                 {QStringLiteral("client_id"), clientId}});
}

Result<OAuthTokens> readTokens(const QByteArray &reply)
{
    const auto object = objectOf(reply);
    if (!object)
        return object.error();
    OAuthTokens tokens;
    tokens.access = object->value(u"access_token").toString().toUtf8();
    tokens.refresh = object->value(u"refresh_token").toString().toUtf8();
    tokens.expiresIn = secondsOf(*object, "expires_in");
    if (tokens.access.isEmpty())
        return badReply(QStringLiteral("the reply has no \"access_token\""));
    const QString type = object->value(u"token_type").toString();
    if (type.compare(QLatin1String("Bearer"), Qt::CaseInsensitive) != 0)
        return badReply(QStringLiteral("the token is of another kind: %1").arg(type.left(50)));
    return tokens;
}

Request deviceCode(const QString &clientId, const QString &deviceId)
{
    return post({{QStringLiteral("client_id"), clientId}, {QStringLiteral("scope"), scopeOf(deviceId)}});
}

Result<OAuthDeviceCode> readDeviceCode(const QByteArray &reply)
{
    const auto object = objectOf(reply);
    if (!object)
        return object.error();
    OAuthDeviceCode code;
    code.deviceCode = object->value(u"device_code").toString().toUtf8();
    code.userCode = object->value(u"user_code").toString();
    code.verificationUri = addressOf(*object, "verification_uri");
    code.completeUri = addressOf(*object, "verification_uri_complete");
    code.expiresIn = secondsOf(*object, "expires_in");
    if (const auto interval = secondsOf(*object, "interval"); interval > 0ms)
        code.interval = interval;
    if (code.deviceCode.isEmpty() || code.userCode.isEmpty() || code.verificationUri.isEmpty() ||
        code.expiresIn <= 0ms)
        return badReply(QStringLiteral("the reply has no code that can be used"));
    return code;
}

Request revocation(const QString &clientId, const QByteArray &token, bool isRefreshToken)
{
    Request request =
        post({{QStringLiteral("token"), QString::fromUtf8(token)},
              {QStringLiteral("token_type_hint"),
               isRefreshToken ? QStringLiteral("refresh_token") : QStringLiteral("access_token")},
              {QStringLiteral("client_id"), clientId}});
    request.expectsJson = false; // there is nothing to say
    request.isIdempotent = true;
    return request;
}

QByteArray newVerifier()
{
    return randomText();
}

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString newState()
{
    return QString::fromLatin1(randomText());
}

QString newDeviceId()
{
    constexpr int Letters = 10;
    QString id;
    for (int i = 0; i < Letters; ++i)
        id += QChar(u'A' + QRandomGenerator::system()->bounded(26));
    return id;
}

}

}
