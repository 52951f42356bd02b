// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace linnet {

/// A word behind a slash that does something. A value.
struct Command
{
    enum class Id {
        Me,
        Shrug,
        TableFlip,
        Lenny,
        Plain,
        Html,
        Rainbow,
        Spoiler,
        Join,
        Part,
        Msg,
        Invite,
        Kick,
        Ban,
        Unban,
        Topic,
        RoomName,
        Nick,
        MyRoomNick,
        Redact,
        Poll,
        Help
    };
    Id id = Id::Help;
    QString name;      ///< without the slash
    QString arguments; ///< what is written behind it, in words; may be empty
    QString what;      ///< what it does
    bool needsArgument = false;
    bool needsRelations = false; ///< servers of api/v1 have no such thing

    QString slashed() const { return u'/' + name; }

    static const QList<Command> &all();
    static const Command *find(const QString &name); ///< null if there is none; case does not count
};

}
