// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace linnet {

/// The servers whose directories a person has looked into beside their own's; kept in the application's
/// settings (INI). A value.
struct DirectoryServers
{
    static constexpr qsizetype Most = 50;

    QStringList names; ///< the one that came last is the last

    /// Whether it was added: it is a server's name, and not there yet.
    bool add(const QString &name);
    bool remove(const QString &name) { return names.removeOne(name); }

    static DirectoryServers read(const QString &settingsPath);
    void write(const QString &settingsPath) const;
};

}
