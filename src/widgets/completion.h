// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QMetaType>
#include <QString>

namespace linnet {

/// One suggestion of the composer. A value.
struct Completion
{
    enum class Kind { Person, Everybody, Room, Emoji, Emoticon, Command };
    Kind kind = Kind::Command;
    QString title;  ///< name, emoji, command
    QString detail; ///< what it is; may be empty
    QString insert; ///< what comes in the place of the word; of Person and Emoticon, the name of the pill
    UserId user;    ///< of Person
    QString id;     ///< whose picture is shown, of Person and Room
    QString avatar; ///< mxc or empty; of Emoticon its picture
    QString body = QString(); ///< of Emoticon, what that shows
};

}
Q_DECLARE_METATYPE(linnet::Completion)
