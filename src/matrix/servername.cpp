// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/servername.h"

#include <algorithm>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 255;

bool isAsciiLetterOrDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isHost(QStringView host)
{
    if (host.startsWith(u'[')) {
        const QStringView inner = host.sliced(1).chopped(host.endsWith(u']') && host.size() > 1 ? 1 : 0);
        return host.endsWith(u']') && inner.size() >= 2 &&
               std::all_of(inner.begin(), inner.end(),
                           [](QChar c) { return isAsciiLetterOrDigit(c) || c == u':' || c == u'.'; });
    }
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](QChar c) {
        return isAsciiLetterOrDigit(c) || c == u'-' || c == u'.';
    });
}

bool isPort(QStringView port)
{
    return !port.isEmpty() && port.size() <= 5 &&
           std::all_of(port.begin(), port.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

}

bool isServerName(QStringView text)
{
    if (text.size() > LongestName)
        return false;
    const qsizetype from = text.startsWith(u'[') ? std::max<qsizetype>(text.indexOf(u']'), 0) : 0;
    const qsizetype colon = text.indexOf(u':', from);
    if (colon < 0)
        return isHost(text);
    return isHost(text.first(colon)) && isPort(text.sliced(colon + 1));
}

QString serverOf(const UserId &user)
{
    const qsizetype colon = user.toString().indexOf(u':');
    return colon < 0 ? QString() : user.toString().mid(colon + 1);
}

QStringList mergedServers(const QStringList &first, const QStringList &second)
{
    QStringList servers;
    for (const QStringList &list : {first, second}) {
        for (const QString &server : list) {
            if (servers.size() < MostVia && isServerName(server) && !servers.contains(server))
                servers << server;
        }
    }
    return servers;
}

}
