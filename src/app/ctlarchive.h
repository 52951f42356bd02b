// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: search, fetch, export. GUI thread; dies before the AccountKeeper.
class CtlArchive : public QObject
{
    Q_OBJECT

public:
    CtlArchive(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    void search(CtlCall &call, Session &session);
    void fetch(CtlCall &call, Session &session, const RoomId &room);
    void exportRoom(CtlCall &call, Session &session, const RoomId &room);

    std::unique_ptr<QObject> m_work; ///< owns what is under way, and goes before the session
};

}
