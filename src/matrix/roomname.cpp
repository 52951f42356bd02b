// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomname.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RoomName)
};

QString joined(const QStringList &heroes, int others)
{
    if (others == 1)
        return Words::tr("%1 and one other").arg(heroes.join(Words::tr(", ")));
    if (others > 1)
        return Words::tr("%1 and %n others", nullptr, others).arg(heroes.join(Words::tr(", ")));
    if (heroes.size() == 1)
        return heroes.first();
    return Words::tr("%1 and %2").arg(heroes.mid(0, heroes.size() - 1).join(Words::tr(", ")), heroes.last());
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
    const QString empty = Words::tr("Empty room");
    if (heroes.isEmpty()) {
        if (parts.others <= 0)
            return empty;
        if (parts.others == 1)
            return Words::tr("Room with one other");
        return Words::tr("Room with %n others", nullptr, parts.others);
    }
    const QString names = joined(heroes, std::max(0, parts.others - int(heroes.size())));
    if (parts.areHeroesGone)
        return Words::tr("Empty room (was %1)").arg(names);
    return names;
}

}
