// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/directoryservers.h"

#include "matrix/servername.h"

#include <QSettings>

namespace linnet {

namespace {

const QString Key = QStringLiteral("directory/servers");

}

bool DirectoryServers::add(const QString &name)
{
    if (!isServerName(name) || names.contains(name))
        return false;
    names.append(name);
    if (names.size() > Most)
        names.removeFirst();
    return true;
}

DirectoryServers DirectoryServers::read(const QString &settingsPath)
{
    DirectoryServers servers;
    const QStringList kept = QSettings(settingsPath, QSettings::IniFormat).value(Key).toStringList();
    for (const QString &name : kept)
        servers.add(name);
    return servers;
}

void DirectoryServers::write(const QString &settingsPath) const
{
    QSettings settings(settingsPath, QSettings::IniFormat);
    if (names.isEmpty())
        settings.remove(Key);
    else
        settings.setValue(Key, names);
}

}
