// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: rooms, members, create, join, leave, invite. GUI thread; dies before the AccountKeeper.
///
/// What changes the room list answers once the list has changed, so that a script's next line finds the room;
/// if the sync does not bring it in a few seconds, it answers all the same.
class CtlRooms : public QObject
{
    Q_OBJECT

public:
    CtlRooms(CtlCommands &commands, AccountKeeper &keeper, Clock &clock, QObject *parent = nullptr);

private:
    void rooms(CtlCall &call, Session &session);
    void members(CtlCall &call, Session &session, const RoomId &room);
    void create(CtlCall &call, Session &session);
    void join(CtlCall &call, Session &session);
    void leave(CtlCall &call, Session &session, const RoomId &room);
    void invite(CtlCall &call, Session &session, const RoomId &room);
    void answerWhen(CtlCall &call, Session &session, const RoomId &room, bool isJoined);

    AccountKeeper &m_keeper;
    Clock &m_clock;
};

}
