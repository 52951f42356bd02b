// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/replyerror.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QRegularExpression>

#include <algorithm>

namespace linnet {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds UnsaidWait{5'000};
constexpr double MostWait = 24.0 * 3600 * 1000;
constexpr qsizetype MostCode = 100;
constexpr qsizetype MostText = 1000; ///< characters of a server's words that are kept

milliseconds waitOf(const QJsonObject &object, const QByteArray &header, qint64 now)
{
    double wait = -1;
    if (object.value(u"retry_after_ms").isDouble()) {
        wait = object.value(u"retry_after_ms").toDouble();
    } else if (!header.isEmpty()) {
        bool isNumber = false;
        const int seconds = header.trimmed().toInt(&isNumber);
        const auto date = QDateTime::fromString(QString::fromLatin1(header.trimmed()), Qt::RFC2822Date);
        if (isNumber)
            wait = seconds * 1000.0;
        else if (date.isValid())
            wait = static_cast<double>(date.toMSecsSinceEpoch() - now);
    }
    if (!(wait >= 0))
        return UnsaidWait;
    return milliseconds(static_cast<qint64>(std::min(wait, MostWait)));
}

/// OAuth's servers have no errcode: `error` is the code, and `error_description` the words (RFC 6749 section
/// 5.2, RFC 7591 section 3.2.2, RFC 8628 section 3.5).
bool isOAuthCode(const QString &code)
{
    constexpr QLatin1String codes[] = {QLatin1String("invalid_request"),
                                       QLatin1String("invalid_client"),
                                       QLatin1String("invalid_grant"),
                                       QLatin1String("invalid_scope"),
                                       QLatin1String("invalid_token"),
                                       QLatin1String("invalid_redirect_uri"),
                                       QLatin1String("invalid_client_metadata"),
                                       QLatin1String("unauthorized_client"),
                                       QLatin1String("unsupported_grant_type"),
                                       QLatin1String("unsupported_token_type"),
                                       QLatin1String("unapproved_software_statement"),
                                       QLatin1String("access_denied"),
                                       QLatin1String("authorization_pending"),
                                       QLatin1String("slow_down"),
                                       QLatin1String("expired_token"),
                                       QLatin1String("server_error"),
                                       QLatin1String("temporarily_unavailable")};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

/// The string of a body that is nothing but one (`"Event not found."`).
QString bareString(const QByteArray &body)
{
    const QByteArray trimmed = body.trimmed();
    if (!trimmed.startsWith('"'))
        return {};
    return QJsonDocument::fromJson("{\"text\":" + trimmed + "}").object().value(u"text").toString();
}

}

Error errorOf(const FailedReply &reply, qint64 now)
{
    Error error;
    error.httpStatus = reply.httpStatus;
    const auto document = QJsonDocument::fromJson(reply.body);
    const QJsonObject object = document.object();
    error.matrixCode = object.value(u"errcode").toString();
    error.text = document.isObject() ? object.value(u"error").toString() : bareString(reply.body);
    error.isSoftLogout = object.value(u"soft_logout").toBool();
    if (error.matrixCode.isEmpty() && document.isObject() &&
        (isOAuthCode(error.text) || object.contains(u"error_description"))) {
        error.matrixCode = error.text.left(MostCode);
        error.text = object.value(u"error_description").toString();
    }

    error.kind = Error::Kind::Server;
    if (reply.httpStatus == 429 || error.isMatrix("M_LIMIT_EXCEEDED")) {
        error.kind = Error::Kind::RateLimited;
        error.retryAfter = waitOf(object, reply.retryAfter, now);
    } else if (reply.httpStatus == 511) {
        error.kind = Error::Kind::Portal; // RFC 6585 section 6
    } else if (reply.httpStatus == 413 || error.isMatrix("M_TOO_LARGE")) {
        error.kind = Error::Kind::TooLarge;
    } else if (!document.isObject() && looksLikeHtml(reply.contentType, reply.body)) {
        // A page with a 5xx comes from the proxy before a server that is down for a while.
        if (reply.httpStatus < 500)
            error.kind = Error::Kind::NotMatrix;
        error.text = reply.reasonPhrase;
    }
    error.text.truncate(MostText);
    return error;
}

bool looksLikeHtml(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray type = contentType.trimmed().toLower();
    if (type.startsWith("text/html") || type.startsWith("application/xhtml"))
        return true;
    return body.left(512).trimmed().startsWith('<');
}

QString withoutToken(QString text, const QByteArray &token)
{
    static const QRegularExpression parameter(QStringLiteral("(access_token=)[^&\\s\"'<>]*"),
                                              QRegularExpression::CaseInsensitiveOption);
    text.replace(parameter, QStringLiteral("\\1…"));
    if (!token.isEmpty()) {
        text.replace(QString::fromUtf8(token), QStringLiteral("…"));
        text.replace(QString::fromLatin1(token.toPercentEncoding()), QStringLiteral("…"));
    }
    return text;
}

}
