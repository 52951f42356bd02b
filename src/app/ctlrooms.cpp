// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlrooms.h"

#include "app/ctljson.h"
#include "models/roomorder.h"

#include <algorithm>
#include <vector>

namespace linnet {

namespace {

constexpr std::chrono::seconds SyncPatience{10};

QJsonObject roomAnswer(const RoomId &room)
{
    return {{QStringLiteral("room_id"), room.toString()}};
}

}

CtlRooms::CtlRooms(CtlCommands &commands, AccountKeeper &keeper, Clock &clock, QObject *parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock)
{
    commands.addForSession("rooms", std::bind_front(&CtlRooms::rooms, this));
    commands.addForRoom("members", std::bind_front(&CtlRooms::members, this));
    commands.addForSession("create", std::bind_front(&CtlRooms::create, this));
    commands.addForSession("join", std::bind_front(&CtlRooms::join, this));
    commands.addForRoom("leave", std::bind_front(&CtlRooms::leave, this));
    commands.addForRoom("invite", std::bind_front(&CtlRooms::invite, this));
}

void CtlRooms::rooms(CtlCall &call, Session &session)
{
    const RoomOrder order(true, session.sections().tags());
    std::vector<RoomOrder::Key> keys;
    const QList<RoomId> ids = session.rooms().ids();
    for (const RoomId &id : ids)
        keys.push_back(order.keyOf(*session.rooms().find(id)));
    std::sort(keys.begin(), keys.end());
    QJsonArray answer;
    for (const RoomOrder::Key &key : keys) {
        QJsonObject room = ctljson::room(*session.rooms().find(key.id));
        const NotificationLevel level = session.notifications().of(key.id);
        room.insert(QStringLiteral("section"), order.sections().at(key.section).id);
        room.insert(QStringLiteral("muted"), level == NotificationLevel::Nothing);
        answer.append(room);
    }
    call.answer(answer);
}

void CtlRooms::members(CtlCall &call, Session &session, const RoomId &room)
{
    MemberList *list = session.openMembers(room).release();
    list->setParent(&call);
    connect(&m_keeper, &AccountKeeper::closing, list, [list] { delete list; }); // never outlives the session
    connect(list, &MemberList::changed, &call, [&call, list] {
        if (!list->isLoading())
            call.answer(ctljson::members(list->members()));
    });
    connect(list, &MemberList::failed, &call, [&call, list](const Error &error) {
        // Offline, those who are known are better than none.
        if (error.isTransient() && !list->members().isEmpty())
            call.answer(ctljson::members(list->members()));
        else
            call.fail(error);
    });
    const Room *known = session.rooms().find(room);
    list->load(known && known->areMembersLoaded);
}

void CtlRooms::create(CtlCall &call, Session &session)
{
    NewRoom room;
    room.name = call.text(QLatin1String("name"));
    room.alias = call.text(QLatin1String("alias"));
    if (room.alias.startsWith(u'#')) // "#name:server": the server makes its own alias of the name
        room.alias = room.alias.mid(1).section(u':', 0, 0);
    room.topic = call.text(QLatin1String("topic"));
    room.isPublic = call.flag(QLatin1String("public"));
    room.isEncrypted = call.flag(QLatin1String("encrypted"));
    const QStringList invited = call.list(QLatin1String("invite"));
    for (const QString &user : invited)
        room.invite.append(UserId(user));
    session.actions().create(room).then(&call, [this, &call, &session](Result<RoomId> made) {
        if (made)
            answerWhen(call, session, *made, true);
        else
            call.fail(made.error(), ErrorText::During::Creating);
    });
}

void CtlRooms::join(CtlCall &call, Session &session)
{
    const QString named = call.text(QLatin1String("room"));
    const Room *known = session.rooms().findByName(named);
    const bool isDirect = known && known->membership == Membership::Invite && known->isDirect;
    session.actions()
        .join(named, isDirect ? known->inviter : UserId(), call.list(QLatin1String("via")))
        .then(&call, [this, &call, &session](Result<RoomId> joined) {
            if (joined)
                answerWhen(call, session, *joined, true);
            else
                call.fail(joined.error(), ErrorText::During::Joining);
        });
}

void CtlRooms::leave(CtlCall &call, Session &session, const RoomId &room)
{
    session.actions().leave(room).then(&call, [this, &call, &session, room](Result<Done> left) {
        if (left)
            answerWhen(call, session, room, false);
        else
            call.fail(left.error());
    });
}

void CtlRooms::invite(CtlCall &call, Session &session, const RoomId &room)
{
    const UserId user(call.text(QLatin1String("user")));
    session.actions()
        .invite(room, user, call.text(QLatin1String("reason")))
        .then(&call, [&call, room](Result<Done> invited) {
            if (invited)
                call.answer(roomAnswer(room));
            else
                call.fail(invited.error(), ErrorText::During::Inviting);
        });
}

void CtlRooms::answerWhen(CtlCall &call, Session &session, const RoomId &room, bool isJoined)
{
    const auto check = [&call, &session, room, isJoined] {
        const Room *known = session.rooms().find(room);
        const bool isIn = known && known->membership == Membership::Join;
        if (isIn == isJoined && !(isIn && known->isIncomplete))
            call.answer(roomAnswer(room));
    };
    check();
    if (call.isAnswered())
        return;
    connect(&session.rooms(), &RoomList::changed, &call, check);
    connect(&session.rooms(), &RoomList::removed, &call, check);
    m_clock.after(SyncPatience, &call, [&call, room] { call.answer(roomAnswer(room)); });
}

}
