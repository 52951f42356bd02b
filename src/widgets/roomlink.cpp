// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomlink.h"

#include "session/roomservers.h"

#include <QUrl>

namespace linnet {

namespace {

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
    const QStringList servers = serversOf(room);
    for (qsizetype i = 0; i < servers.size(); ++i)
        link += (i == 0 ? u"?via=" : u"&via=") % encoded(servers.at(i));
    return link;
}

}
