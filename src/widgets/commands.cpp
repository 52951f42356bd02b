// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::Command)
};

QList<Command> make()
{
    using Id = Command::Id;
    const QString words = Words::tr("text");
    const QString maybeWords = Words::tr("[text]");
    const QString person = Words::tr("@person:server");
    const QString personAndReason = Words::tr("@person:server [reason]");
    const QString name = Words::tr("name");
    return {
        {Id::Me, QStringLiteral("me"), Words::tr("what you do"), Words::tr("Say what you do"), true},
        {Id::Shrug, QStringLiteral("shrug"), maybeWords, QStringLiteral("¯\\_(ツ)_/¯"), false},
        {Id::TableFlip, QStringLiteral("tableflip"), maybeWords, QStringLiteral("(╯°□°)╯︵ ┻━┻"), false},
        {Id::Lenny, QStringLiteral("lenny"), maybeWords, QStringLiteral("( ͡° ͜ʖ ͡°)"), false},
        {Id::Plain, QStringLiteral("plain"), words, Words::tr("Send just as it stands, without formatting"),
         true},
        {Id::Html, QStringLiteral("html"), words, Words::tr("Send as HTML"), true},
        {Id::Rainbow, QStringLiteral("rainbow"), words, Words::tr("Send in the colours of the rainbow"),
         true},
        {Id::Spoiler, QStringLiteral("spoiler"), words, Words::tr("Hide it until somebody clicks"), true},
        {Id::Join, QStringLiteral("join"), Words::tr("#room:server"), Words::tr("Join a room"), true},
        {Id::Msg, QStringLiteral("msg"), Words::tr("@person:server [text]"), Words::tr("Chat with somebody"),
         true},
        {Id::Part, QStringLiteral("part"), {}, Words::tr("Leave this room"), false},
        {Id::Invite, QStringLiteral("invite"), person, Words::tr("Invite somebody into this room"), true},
        {Id::Kick, QStringLiteral("kick"), personAndReason, Words::tr("Remove somebody from this room"),
         true},
        {Id::Ban, QStringLiteral("ban"), personAndReason, Words::tr("Ban somebody from this room"), true},
        {Id::Unban, QStringLiteral("unban"), person, Words::tr("Let somebody come back"), true},
        {Id::Redact, QStringLiteral("redact"), personAndReason,
         Words::tr("Delete all that somebody wrote here"), true},
        {Id::Topic, QStringLiteral("topic"), words, Words::tr("Change the topic of this room"), true},
        {Id::RoomName, QStringLiteral("roomname"), name, Words::tr("Rename this room"), true},
        {Id::Nick, QStringLiteral("nick"), name, Words::tr("Change your name everywhere"), true},
        {Id::MyRoomNick, QStringLiteral("myroomnick"), name, Words::tr("Change your name in this room only"),
         true},
        {Id::Poll, QStringLiteral("poll"), Words::tr("[question]"), Words::tr("Let people vote"), false,
         true},
        {Id::Help, QStringLiteral("help"), {}, Words::tr("Show all commands"), false},
    };
}

}

const QList<Command> &Command::all()
{
    static const QList<Command> commands = make();
    return commands;
}

const Command *Command::find(const QString &name)
{
    for (const Command &command : all()) {
        if (command.name.compare(name, Qt::CaseInsensitive) == 0)
            return &command;
    }
    return nullptr;
}

}
