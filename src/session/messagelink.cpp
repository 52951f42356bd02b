// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/messagelink.h"

#include "matrix/request.h"

#include <QHash>
#include <QUrl>

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype MostServers = 3;
constexpr int Moderator = 50;

/// Empty for what the appendices leave out: an address is nobody's for long.
QString serverOf(const UserId &user)
{
    const QString server = user.toString().section(u':', 1);
    const QString host = server.startsWith(u'[') ? server : server.section(u':', 0, 0);
    const bool isAddress = host.startsWith(u'[') || std::all_of(host.begin(), host.end(), [](QChar c) {
                               return c.isDigit() || c == u'.';
                           });
    return isAddress ? QString() : server;
}

}

QStringList MessageLink::servers(const QList<Member> &members)
{
    QHash<QString, int> counts;
    const Member *strongest = nullptr;
    for (const Member &member : members) {
        const QString server = serverOf(member.user);
        if (member.membership != Membership::Join || server.isEmpty())
            continue;
        ++counts[server];
        if (member.power >= Moderator && (!strongest || member.power > strongest->power))
            strongest = &member;
    }
    QStringList result;
    if (strongest)
        result.append(serverOf(strongest->user));
    QStringList others = counts.keys();
    std::sort(others.begin(), others.end(), [&](const QString &a, const QString &b) {
        const int first = counts.value(a);
        const int second = counts.value(b);
        return first != second ? first > second : a < b;
    });
    for (const QString &server : std::as_const(others)) {
        if (result.size() < MostServers && !result.contains(server))
            result.append(server);
    }
    return result;
}

QString MessageLink::to(const RoomId &room, const EventId &event, const QList<Member> &members, Form form)
{
    QString link;
    if (form == Form::MatrixTo)
        link = QStringLiteral("https://matrix.to/#/") + encodePathSegment(room.toString()) + u'/' +
               encodePathSegment(event.toString());
    else // the words stand for the sigils
        link = QStringLiteral("matrix:roomid/") + encodePathSegment(room.toString().mid(1)) +
               QStringLiteral("/e/") + encodePathSegment(event.toString().mid(1));
    QChar separator = u'?';
    for (const QString &server : servers(members)) {
        link +=
            separator + QStringLiteral("via=") + QString::fromLatin1(QUrl::toPercentEncoding(server, ":"));
        separator = u'&';
    }
    return link;
}

}
