// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace linnet {

/// One `ctl` command on its way from the client to the running program: one line of JSON.
struct CtlRequest
{
    QString command;
    QJsonObject args; ///< by the names of CtlSyntax: strings, booleans, arrays of strings
    QString secret;   ///< a password or token, from the client's standard input

    QByteArray toLine() const;
    /// Error: Invalid, with text for the person.
    static Result<CtlRequest> fromLine(const QByteArray &line);
};

/// What one command takes: the one table of all commands, for client, server and help. Pure.
struct CtlSyntax
{
    enum class Kind {
        Text,
        Number,
        File,
        Flag,
        List,
        TextOrFlag, ///< an option whose value may be left out, and is true then
    };
    struct Argument
    {
        QLatin1String name; ///< an option is `--name` on the command line
        Kind kind = Kind::Text;
        bool isNeeded = false;
    };

    QLatin1String command;
    std::vector<Argument> positional; ///< in this order
    std::vector<Argument> options;
    bool takesSecret = false; ///< reads the first line of standard input
    bool isStream = false;    ///< goes on answering until interrupted
    QLatin1String usage;      ///< what stands behind the command in the help
    bool takesTime = false;   ///< is answered when it is done, however long that takes
    bool asksBack = false;    ///< after its answer, yes or no is read from standard input

    static const std::vector<CtlSyntax> &all();
    static const CtlSyntax *find(const QString &command);

    /// Reads what stands behind `ctl` on a command line; file names are made absolute.
    static Result<CtlRequest> parse(const QStringList &arguments);
    /// Whether `args` has all that is needed, in the right types, and nothing else.
    Status check(const QJsonObject &args) const;
    bool wantsSecret(const QJsonObject &args) const;
    /// Somebody has something to do before the answer comes, so that it takes however long that is.
    bool waitsForPerson(const QJsonObject &args) const;
    static QString help();
};

}
