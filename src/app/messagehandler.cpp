// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messagehandler.h"

#include <QRegularExpression>

#include <cstdio>

namespace linnet {

namespace {

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray text = withoutSecrets(message).toUtf8();
    std::fprintf(stderr, "%s %s: %s\n", levelName(type), context.category ? context.category : "default",
                 text.constData());
}

}

void installMessageHandler()
{
    qInstallMessageHandler(handle);
}

QString withoutSecrets(const QString &message)
{
    if (!message.contains(u'?') && !message.contains(QLatin1String("access_token")))
        return message;
    static const QRegularExpression query(
        QStringLiteral("(\\b[a-z][a-z0-9+.-]*:[^\\s\"'?]*|/[^\\s\"'?]*)\\?[^\\s\"']*"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression token(QStringLiteral("access_token=[^\\s&\"']*"));
    QString result = message;
    result.replace(query, QStringLiteral("\\1?..."));
    result.replace(token, QStringLiteral("access_token=..."));
    return result;
}

}
