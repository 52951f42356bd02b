// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/draft.h"
#include "widgets/commands.h"

namespace linnet {

/// What somebody means who typed this and pressed Enter: a message, or a command. `//` makes a text that
/// begins with a slash; a word after one slash that is no command must not go out as text by accident. Pure.
struct TypedText
{
    enum class Kind {
        Nothing,
        Message,
        Command,    ///< one that is no message
        Unknown,    ///< no such command
        Incomplete, ///< a command that wants something behind it
    };

    Kind kind = Kind::Nothing;
    Draft draft;     ///< of Message; of Unknown and Incomplete, what it would be as text
    QString command; ///< "/foo", as it was typed
    linnet::Command::Id id = linnet::Command::Id::Help; ///< of Command
    QString argument;                                   ///< of Command: what stands behind it

    static TypedText read(const QString &typed);
    /// What has to be typed for read() to give this.
    static QString write(const QString &text, bool isEmote);
    /// Whether it calls everybody in the room: `@room` in it, but not in code alone.
    static bool callsRoom(const Draft &draft);
    /// The person at the beginning of an argument, a pill or an id, and what comes behind,
    /// as it was typed.
    static std::pair<UserId, QString> takeUser(const QString &argument);
};

}
