// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlmoderation.h"

#include "session/matrixlink.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

namespace linnet {

namespace {

void answerWithRoom(CtlCall &call, const RoomId &room, const Status &status)
{
    if (status)
        call.answer(QJsonObject{{QStringLiteral("room_id"), room.toString()}});
    else
        call.fail(status.error());
}

}

CtlModeration::CtlModeration(CtlCommands &commands, QObject *parent) : QObject(parent)
{
    using Deed = Moderation::Deed;
    commands.addForRoom("kick", std::bind_front(&CtlModeration::carryOut, Deed::Kick));
    commands.addForRoom("ban", std::bind_front(&CtlModeration::carryOut, Deed::Ban));
    commands.addForRoom("unban", std::bind_front(&CtlModeration::carryOut, Deed::Unban));
    commands.addForSession("ignore", &CtlModeration::ignore);
    commands.addForRoom("report", &CtlModeration::report);
    commands.addForSession("invites", &CtlModeration::invites);
}

void CtlModeration::carryOut(Moderation::Deed deed, CtlCall &call, Session &session, const RoomId &room)
{
    const UserId user(call.text(QLatin1String("user")));
    session.safety()
        .moderation()
        .carryOut(deed, {room, user}, call.text(QLatin1String("reason")))
        .then(&call, [&call, room](const Status &status) { answerWithRoom(call, room, status); });
}

void CtlModeration::ignore(CtlCall &call, Session &session)
{
    const auto link = MatrixLink::parse(call.text(QLatin1String("user")));
    if (!link || link->isRoom())
        return call.fail(
            QStringLiteral("usage"),
            tr("%1 is nobody: a Matrix id looks like @name:server.").arg(call.text(QLatin1String("user"))));
    IgnoredPeople &ignored = session.safety().ignored();
    const QList<UserId> users{UserId(link->target)};
    Task<Done> task = call.flag(QLatin1String("remove")) ? ignored.unignore(users) : ignored.ignore(users);
    std::move(task).then(&call, [&call, &ignored](const Status &status) {
        if (!status)
            return call.fail(status.error());
        QJsonArray ids;
        for (const UserId &user : ignored.all())
            ids.append(user.toString());
        call.answer(QJsonObject{{QStringLiteral("ignored"), ids}});
    });
}

void CtlModeration::report(CtlCall &call, Session &session, const RoomId &room)
{
    const EventId event(call.text(QLatin1String("event")));
    const QString reason = call.text(QLatin1String("reason"));
    Moderation &moderation = session.safety().moderation();
    Task<Done> task =
        event.isEmpty() ? moderation.reportRoom(room, reason) : moderation.reportEvent(room, event, reason);
    std::move(task).then(&call, [&call, room](const Status &status) { answerWithRoom(call, room, status); });
}

void CtlModeration::invites(CtlCall &call, Session &session)
{
    const Invites &invites = session.safety().invites();
    QJsonArray answer;
    const QList<RoomId> requests = invites.requests();
    for (const RoomId &id : requests) {
        const Room &room = *session.rooms().find(id);
        const auto shared = invites.sharedWith(room.inviter);
        const auto warning = invites.warningOf(room);
        answer.append(QJsonObject{
            {QStringLiteral("room_id"), id.toString()},
            {QStringLiteral("name"), room.name},
            {QStringLiteral("inviter"), room.inviter.toString()},
            {QStringLiteral("reason"), room.inviteReason},
            {QStringLiteral("shared_rooms"), shared ? QJsonValue(*shared) : QJsonValue()},
            {QStringLiteral("warning"),
             warning ? QJsonValue(warning->listName + QStringLiteral(": ") + warning->reason) : QJsonValue()},
            {QStringLiteral("ts"), room.lastTs}});
    }
    call.answer(answer);
}

}
