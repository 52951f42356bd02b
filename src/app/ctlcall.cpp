// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcall.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace linnet {

namespace {

QByteArray toLine(const char *key, const QJsonValue &value)
{
    const QJsonObject object{{QLatin1String(key), value}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).append('\n');
}

}

CtlCall::CtlCall(CtlRequest request, QObject *parent) : QObject(parent), m_request(std::move(request)) {}

QStringList CtlCall::list(QLatin1String name) const
{
    QStringList result;
    const QJsonArray array = m_request.args.value(name).toArray();
    for (const QJsonValue &value : array)
        result += value.toString();
    return result;
}

void CtlCall::answer(const QJsonValue &value)
{
    finish(toLine("reply", value));
}

void CtlCall::fail(const QString &code, const QString &message)
{
    finish(failure(code, message));
}

void CtlCall::fail(const Error &error, ErrorText::During during)
{
    const ErrorText text = ErrorText::of(error, during);
    QString message = text.what;
    if (!text.detail.isEmpty())
        message += QStringLiteral(" (%1)").arg(text.detail);
    fail(codeOf(error), message);
}

QString CtlCall::codeOf(const Error &error)
{
    if (!error.matrixCode.isEmpty())
        return error.matrixCode;
    switch (error.kind) {
    case Error::Kind::Server:
        return QStringLiteral("M_UNKNOWN"); // 2014's servers have errors without a code
    case Error::Kind::NotMatrix:
    case Error::Kind::BadReply:
    case Error::Kind::Cancelled:
        return QStringLiteral("network");
    default:
        return ErrorText::code(error);
    }
}

void CtlCall::stream(const QJsonObject &value)
{
    if (!m_isAnswered)
        Q_EMIT line(toLine("event", value));
}

QByteArray CtlCall::failure(const QString &code, const QString &message)
{
    return toLine("error", QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}});
}

void CtlCall::finish(const QByteArray &text)
{
    if (std::exchange(m_isAnswered, true))
        return;
    Q_EMIT line(text);
    Q_EMIT answered();
}

}
