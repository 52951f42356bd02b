// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

#include <list>

namespace linnet {

/// `ctl`: timeline, history, outbox, follow. GUI thread; dies before the AccountKeeper.
class CtlMessages : public QObject
{
    Q_OBJECT

public:
    CtlMessages(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    void timeline(CtlCall &call, Session &session, const RoomId &room);
    void readPage(CtlCall &call, Session &session, const RoomId &room, const ArchivePage &newer);
    void history(CtlCall &call, Session &session, const RoomId &room);
    void outbox(CtlCall &call, Session &session);
    void follow(CtlCall &call, Session &session);
    Timeline &window(Session &session, const RoomId &room);

    /// How far `history` has come in the rooms that were asked for last, newest first.
    std::list<std::unique_ptr<Timeline>> m_windows;
};

}
