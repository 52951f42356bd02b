// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomservers.h"

#include "matrix/servername.h"

#include <algorithm>

namespace linnet {

namespace {

bool isInNumbers(const QString &server)
{
    const QString host = server.startsWith(u'[') ? QString() : server.section(u':', 0, 0);
    return std::all_of(host.cbegin(), host.cend(), [](QChar c) { return c.isDigit() || c == u'.'; });
}

}

QStringList serversOf(const Room &room, qsizetype most)
{
    QList<std::pair<int, UserId>> powerful;
    for (auto it = room.powerLevels.users.cbegin(); it != room.powerLevels.users.cend(); ++it)
        powerful.append({-it.value(), it.key()});
    std::sort(powerful.begin(), powerful.end());
    QStringList candidates;
    for (const auto &[power, user] : std::as_const(powerful))
        candidates << serverOf(user);
    for (const UserId &user : {room.lastSender, room.inviter, room.directWith})
        candidates << serverOf(user);
    std::stable_partition(candidates.begin(), candidates.end(),
                          [](const QString &server) { return !isInNumbers(server); });
    QStringList servers;
    for (const QString &server : std::as_const(candidates)) {
        if (servers.size() < most && isServerName(server) && !servers.contains(server))
            servers << server;
    }
    return servers;
}

}
