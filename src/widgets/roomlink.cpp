// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlink.h"

#include "session/roomservers.h"

#include <QUrl>

namespace linnet {

namespace {

const QString Start = QStringLiteral("https://matrix.to/#/");

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, "!@$"));
}

}

QString roomLink(const Room &room)
{
    if (!room.canonicalAlias.isEmpty())
        return Start % encoded(room.canonicalAlias);
    return roomLink(room.id, serversOf(room));
}

QString roomLink(const RoomId &room, const QStringList &servers)
{
    QString link = Start % encoded(room.toString());
    for (qsizetype i = 0; i < servers.size(); ++i)
        link += (i == 0 ? u"?via=" : u"&via=") % encoded(servers.at(i));
    return link;
}

}
