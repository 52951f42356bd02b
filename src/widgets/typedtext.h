// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// What somebody means who typed this and pressed Enter. `/me` makes an emote, `//` a text that begins with a
/// slash; any other word after a slash is a command that there is not, which must not go out as text by
/// accident. Pure.
struct TypedText
{
    enum class Kind { Nothing, Text, Emote, UnknownCommand };

    Kind kind = Kind::Nothing;
    QString text;    ///< to send; of UnknownCommand, what it would be as text
    QString command; ///< of UnknownCommand: "/foo"

    static TypedText read(const QString &typed);
    /// What has to be typed for read() to give this.
    static QString write(const QString &text, bool isEmote);
};

}
