// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/knockrequests.h"

#include "matrix/clientpath.h"
#include "matrix/content.h"
#include "matrix/displayname.h"
#include "matrix/requests.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace linnet::KnockRequests {

namespace {

constexpr qsizetype LongestName = 100;
constexpr qsizetype LongestReason = 500;

}

Request knock(const ServerVersion &version, const QString &idOrAlias, const QString &reason,
              const QStringList &via)
{
    QJsonObject body;
    if (!reason.isEmpty())
        body.insert(QStringLiteral("reason"), reason);
    Request request;
    request.method = Request::Method::Post;
    request.path = clientPath(version, QStringLiteral("/knock/") + encodePathSegment(idOrAlias));
    // `via` since 1.12, `server_name` before.
    for (const QString &server : via) {
        request.query.append({QStringLiteral("server_name"), server});
        request.query.append({QStringLiteral("via"), server});
    }
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.timeout = std::chrono::minutes(2);
    request.isIdempotent = false;
    return request;
}

Request knocks(const ServerVersion &version, const RoomId &room)
{
    Request request;
    request.path = clientPath(version, roomPathOf(room, QStringLiteral("/members")));
    request.query.append({QStringLiteral("membership"), QStringLiteral("knock")});
    request.maxReplyBytes = Request::MaxListBytes;
    return request;
}

Result<QList<Knock>> readKnocks(const QByteArray &reply, qint64 now)
{
    const auto members = Requests::readMembers(reply, now);
    if (!members)
        return members.error();
    QList<Knock> knocks;
    for (const Event &event : *members) {
        const MemberContent content = readMember(event.content);
        // Servers of before 2018 do not know the parameter and name everybody.
        if (content.membership != Membership::Knock || knocks.size() == MostKnocks)
            continue;
        Knock knock;
        knock.user = UserId(event.stateKey.value_or(QString()));
        knock.name = oneLine(cleanName(content.displayName.left(2 * LongestName)), LongestName);
        knock.avatarUrl = content.avatarUrl;
        knock.reason = oneLine(cleanName(content.reason.left(2 * LongestReason)), LongestReason);
        knock.ts = event.ts;
        if (!knock.user.isEmpty())
            knocks.append(knock);
    }
    std::stable_sort(knocks.begin(), knocks.end(),
                     [](const Knock &a, const Knock &b) { return a.ts < b.ts; });
    return knocks;
}

}
