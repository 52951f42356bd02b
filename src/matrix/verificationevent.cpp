// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/verificationevent.h"

#include "matrix/content.h"

namespace linnet::VerificationEvent {

bool isRequest(const QString &type, const QByteArray &content)
{
    // Most messages are none, and need not be read.
    return type == QLatin1String("m.room.message") && content.contains("m.key.verification.request") &&
           readString(content, "msgtype") == QLatin1String("m.key.verification.request");
}

bool isEnd(const QString &type)
{
    return type == QLatin1String("m.key.verification.done") || isCancelled(type);
}

bool isCancelled(const QString &type)
{
    return type == QLatin1String("m.key.verification.cancel");
}

bool isStep(const QString &type, const QByteArray &content)
{
    return type.startsWith(QLatin1String("m.key.verification.")) || isRequest(type, content);
}

}
