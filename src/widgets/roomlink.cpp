// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlink.h"

#include <QUrl>

namespace linnet {

namespace {

constexpr qsizetype MaxServers = 3;

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, "!@$"));
}

}

QString roomLink(const Room &room)
{
    const QString start = QStringLiteral("https://matrix.to/#/");
    if (!room.canonicalAlias.isEmpty())
        return start % encoded(room.canonicalAlias);
    QString link = start % encoded(room.id.toString());
    QStringList servers;
    const auto add = [&servers](const QString &id) {
        const auto colon = id.indexOf(u':');
        const QString server = colon < 0 ? QString() : id.mid(colon + 1);
        if (!server.isEmpty() && !servers.contains(server) && servers.size() < MaxServers)
            servers << server;
    };
    add(room.id.toString());
    for (auto it = room.powerLevels.users.cbegin(); it != room.powerLevels.users.cend(); ++it)
        add(it.key().toString());
    add(room.lastSender.toString());
    for (qsizetype i = 0; i < servers.size(); ++i)
        link += (i == 0 ? u"?via=" : u"&via=") % encoded(servers.at(i));
    return link;
}

}
