// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>

namespace linnet {

/// An answer with a status other than 2xx, as it came. A value.
struct FailedReply
{
    int httpStatus = 0;
    QString reasonPhrase; ///< of the status line
    QByteArray contentType;
    QByteArray retryAfter; ///< the header of that name, or empty
    QByteArray body;
};

/// What a server's refusal means (client-server API, "Standard error response"): the errors of all years,
/// which may lack `errcode`, be a JSON string, `""` or HTML, and those of OAuth's endpoints. `now` (ms) is
/// for a Retry-After that names a date.
Error errorOf(const FailedReply &reply, qint64 now);

/// True if a body is a web page rather than what a home server says.
bool looksLikeHtml(const QByteArray &contentType, const QByteArray &body);

/// `text` without the access token, in whatever form it may stand there.
QString withoutToken(QString text, const QByteArray &token);

}
