// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomname.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

QString joined(const QStringList &heroes, int others)
{
    const auto translate = [](const char *text, int n = -1) {
        return QCoreApplication::translate("RoomName", text, nullptr, n);
    };
    if (others == 1)
        return translate("%1 and one other").arg(heroes.join(translate(", ")));
    if (others > 1)
        return translate("%1 and %n others", others).arg(heroes.join(translate(", ")));
    if (heroes.size() == 1)
        return heroes.first();
    return translate("%1 and %2").arg(heroes.mid(0, heroes.size() - 1).join(translate(", ")), heroes.last());
}

}

QString roomName(const RoomNameParts &parts)
{
    if (!parts.name.trimmed().isEmpty())
        return parts.name.trimmed();
    if (!parts.canonicalAlias.isEmpty())
        return parts.canonicalAlias;
    for (const QString &alias : parts.aliases) {
        if (!alias.isEmpty())
            return alias;
    }

    QStringList heroes = parts.heroes;
    heroes.removeAll(QString());
    const QString empty = QCoreApplication::translate("RoomName", "Empty room");
    if (heroes.isEmpty()) {
        if (parts.others <= 0)
            return empty;
        if (parts.others == 1)
            return QCoreApplication::translate("RoomName", "Room with one other");
        return QCoreApplication::translate("RoomName", "Room with %n others", nullptr, parts.others);
    }
    const QString names = joined(heroes, std::max(0, parts.others - int(heroes.size())));
    if (parts.areHeroesGone)
        return QCoreApplication::translate("RoomName", "Empty room (was %1)").arg(names);
    return names;
}

}
