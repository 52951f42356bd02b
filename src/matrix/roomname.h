// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace linnet {

/// What a room's name is made of (client-server API, "Calculating the display name for a room").
struct RoomNameParts
{
    QString name; ///< of m.room.name
    QString canonicalAlias;
    QStringList aliases;        ///< 2014's m.room.aliases
    QStringList heroes;         ///< display names of up to five others, in the server's order
    int others = 0;             ///< joined and invited members but oneself
    bool areHeroesGone = false; ///< the heroes have left: "Empty room (was …)"
};

/// Never empty. Any thread; words through QCoreApplication::translate.
QString roomName(const RoomNameParts &parts);

}
