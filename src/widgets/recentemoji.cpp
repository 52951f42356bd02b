// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recentemoji.h"

#include <QSettings>
#include <QStandardPaths>

namespace linnet {

namespace {

const QString Key = QStringLiteral("recent");

QString path()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/emoji.ini");
}

}

QStringList RecentEmoji::read()
{
    return QSettings(path(), QSettings::IniFormat).value(Key).toStringList().mid(0, Most);
}

void RecentEmoji::add(const QString &emoji)
{
    QStringList recent = read();
    recent.removeAll(emoji);
    recent.prepend(emoji);
    QSettings(path(), QSettings::IniFormat).setValue(Key, recent.mid(0, Most));
}

}
