// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/oauthaccount.h"
#include "matrix/request.h"

#include <QMetaType>

#include <chrono>
#include <optional>

namespace linnet {

/// What an authorization server says of itself (RFC 8414), as far as it is needed here.
struct OAuthMetadata
{
    QString issuer;
    QUrl authorizationEndpoint; ///< for a browser
    QUrl tokenEndpoint;
    QUrl revocationEndpoint;
    QUrl registrationEndpoint;
    QUrl deviceEndpoint; ///< of RFC 8628; empty: one signs in by a browser on this computer only
    QUrl managementUri;
    QStringList managementActions;
    QStringList grantTypes;
    QStringList promptValues;

    bool hasRegistration() const { return promptValues.contains(QLatin1String("create")); }
    bool hasDeviceCode() const { return !deviceEndpoint.isEmpty(); }
    OAuthAccount account(const QString &clientId) const;
};

/// What a token endpoint gives out.
struct OAuthTokens
{
    QByteArray access;
    QByteArray refresh;                     ///< empty, after a refresh: the one that was used stays
    std::chrono::milliseconds expiresIn{0}; ///< of `access`; 0: the server does not say
};

/// A code that is typed into a browser, here or elsewhere (RFC 8628 section 3.2).
struct OAuthDeviceCode
{
    QByteArray deviceCode; ///< for the token endpoint; a secret
    QString userCode;
    QUrl verificationUri;
    QUrl completeUri; ///< has the code in it; may be empty
    std::chrono::milliseconds expiresIn{0};
    std::chrono::milliseconds interval{5000}; ///< between two questions
};

/// What a browser is sent to the authorization endpoint with.
struct OAuthWish
{
    QString clientId;
    QUrl redirect;
    QString deviceId;
    QString state;
    QByteArray verifier;         ///< PKCE's; only its hash is sent
    bool isRegistration = false; ///< one wants to make an account
};

/// The requests of "OAuth 2.0 API" and their replies. Those without a path go to an endpoint of
/// OAuthMetadata, as the `base` of Transport::send(): never with an access token, never redirected. An
/// Error's matrixCode is OAuth's there ("invalid_grant"). Pure.
namespace OAuthRequests {

/// Of the home server; `isUnstable`: as before 1.15.
Request metadata(bool isUnstable = false);
/// BadReply where something that has to be there is missing or not safe to use: addresses that are neither
/// https nor of this very machine, a server without codes, PKCE (S256) or refresh tokens.
Result<OAuthMetadata> readMetadata(const QByteArray &reply);

Request registration(const OAuthMetadata &metadata);
Result<QString> readClientId(const QByteArray &reply);

QUrl authorization(const OAuthMetadata &metadata, const OAuthWish &wish);

Request tokensForCode(const OAuthWish &wish, const QString &code);
Request tokensForDeviceCode(const QString &clientId, const QByteArray &deviceCode);
Request refresh(const QString &clientId, const QByteArray &refreshToken);
Result<OAuthTokens> readTokens(const QByteArray &reply);

Request deviceCode(const QString &clientId, const QString &deviceId);
Result<OAuthDeviceCode> readDeviceCode(const QByteArray &reply);

/// Ends the session of a refresh or access token. An answer without an Error says that it is over.
Request revocation(const QString &clientId, const QByteArray &token, bool isRefreshToken);

// What this side makes up
QByteArray newVerifier();                           ///< 43 characters (RFC 7636 section 4.1)
QByteArray challengeOf(const QByteArray &verifier); ///< S256
QString newState();
QString newDeviceId(); ///< ten capital letters

/// Whether secrets may go there: https, or http on this very machine.
bool isSafe(const QUrl &url);

}

}
Q_DECLARE_METATYPE(linnet::OAuthDeviceCode)
