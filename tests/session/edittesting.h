// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sessiontesting.h"

namespace linnet::testing {

/// An edit of one of bob's messages.
inline QJsonObject editOf(const QString &target, const QString &id, const QString &body, qint64 ts = 2000)
{
    const QJsonObject now{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                          {QStringLiteral("body"), body}};
    QJsonObject content = now;
    content.insert(QStringLiteral("m.new_content"), now);
    content.insert(QStringLiteral("m.relates_to"),
                   QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                               {QStringLiteral("event_id"), target}});
    return event(id, bob, QStringLiteral("m.room.message"), content, ts);
}

/// The message, with an edit that the server has put beside it.
inline QJsonObject withEdit(QJsonObject message, const QString &body, qint64 ts = 2000)
{
    const QString id = message.value(u"event_id").toString();
    const QJsonObject bundles{{QStringLiteral("m.replace"), editOf(id, id + u'e', body, ts)}};
    message.insert(QStringLiteral("unsigned"), QJsonObject{{QStringLiteral("m.relations"), bundles}});
    return message;
}

}
