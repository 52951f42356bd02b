// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/dialect.h"

#include <QStringList>

#include <optional>

namespace linnet {

/// What the person asked for when starting the program. Pure: looks at nothing but its arguments. Secrets
/// have no option on purpose: everybody on the computer can read a command line.
struct CommandLine
{
    enum class Action { Run, Ctl, ShowHelp, ShowVersion };
    enum class Palette { System, Light, Dark };

    Action action = Action::Run;
    QString profile = QStringLiteral("default");
    std::optional<Dialect> dialect; ///< forced; not set: whatever the server speaks
    QString server;                 ///< for the sign-in window, as typed
    QString link;                   ///< a matrix: or matrix.to link, an alias or a room id
    Palette palette = Palette::System;
    QStringList ctlArguments; ///< everything behind `ctl`

    /// `arguments` without the program's name. Error: Invalid, its text is for the person.
    static Result<CommandLine> parse(const QStringList &arguments);
    static QString help();
};

}
