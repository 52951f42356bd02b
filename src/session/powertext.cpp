// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/powertext.h"

#include "session/roomfacts.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::PowerText)
};

}

QString PowerText::role(int level, int everybodys)
{
    if (level == PowerLevels::Creator)
        return Words::tr("Creator");
    if (level == everybodys)
        return Words::tr("Member");
    if (level == Admin)
        return Words::tr("Admin");
    if (level == Moderator)
        return Words::tr("Moderator");
    return Words::tr("Level %1", "of power").arg(level);
}

QString PowerText::who(int level, int everybodys)
{
    if (level <= everybodys)
        return Words::tr("Everybody");
    if (level == Admin)
        return Words::tr("Admins");
    if (level == Moderator)
        return Words::tr("Moderators and admins");
    return Words::tr("Level %1 and above", "of power").arg(level);
}

QList<PowerText::Action> PowerText::actions(bool isSpace)
{
    using Kind = PowerAction::Kind;
    const auto state = [](const QString &type) { return PowerAction::state(type); };
    QList<Action> list;
    if (!isSpace) {
        list.append({{Kind::EventsDefault}, Words::tr("Send messages")});
        list.append({PowerAction::message(QStringLiteral("m.reaction")), Words::tr("React to messages")});
    }
    list.append({{Kind::Invite}, Words::tr("Invite people")});
    list.append({{Kind::Kick}, Words::tr("Remove people")});
    list.append({{Kind::Ban}, Words::tr("Ban people")});
    if (isSpace)
        list.append({state(QStringLiteral("m.space.child")), Words::tr("Change which rooms are in it")});
    if (!isSpace) {
        list.append({{Kind::Redact}, Words::tr("Delete messages of others")});
        list.append({{Kind::NotifyRoom}, Words::tr("Mention everybody with @room")});
        list.append({state(QStringLiteral("m.room.pinned_events")), Words::tr("Pin messages")});
    }
    list.append({state(RoomStateType::Name), Words::tr("Change the name")});
    list.append({state(RoomStateType::Topic), Words::tr("Change the topic")});
    list.append({state(RoomStateType::Avatar), Words::tr("Change the picture")});
    list.append({state(RoomStateType::Addresses), Words::tr("Change the addresses")});
    list.append({state(RoomStateType::JoinRules), Words::tr("Change who can join")});
    list.append({state(RoomStateType::History), Words::tr("Change who can read the history")});
    list.append({state(RoomStateType::Powers), Words::tr("Change permissions")});
    if (!isSpace)
        list.append({state(RoomStateType::Encryption), Words::tr("Turn on encryption")});
    list.append({state(RoomStateType::Acl), Words::tr("Change which servers may take part")});
    list.append({state(RoomStateType::Tombstone), Words::tr("Upgrade the room")});
    if (!isSpace)
        list.append({state(QStringLiteral("im.vector.modular.widgets")), Words::tr("Change widgets")});
    list.append({{Kind::StateDefault}, Words::tr("Change anything else")});
    list.append({{Kind::UsersDefault}, Words::tr("What everybody is who is not named above")});
    return list;
}

}
