// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokens.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

Tokens Tokens::of(const SignedIn &signedIn, qint64 now)
{
    const bool hasEnd = signedIn.expiresIn > std::chrono::milliseconds(0);
    return {signedIn.token, signedIn.refreshToken, hasEnd ? now + signedIn.expiresIn.count() : 0};
}

QByteArray Tokens::toSecret() const
{
    // What a Linnet of before could read as well, wherever it is all that there is to say.
    if (refresh.isEmpty())
        return access;
    return QJsonDocument(QJsonObject{{QStringLiteral("access"), QString::fromUtf8(access)},
                                     {QStringLiteral("refresh"), QString::fromUtf8(refresh)},
                                     {QStringLiteral("expires_at"), expiresAt}})
        .toJson(QJsonDocument::Compact);
}

Tokens Tokens::fromSecret(const QByteArray &secret)
{
    const QJsonObject object =
        secret.startsWith('{') ? QJsonDocument::fromJson(secret).object() : QJsonObject();
    const QByteArray access = object.value(u"access").toString().toUtf8();
    if (access.isEmpty())
        return {secret, {}, 0};
    return {access, object.value(u"refresh").toString().toUtf8(), object.value(u"expires_at").toInteger()};
}

}
