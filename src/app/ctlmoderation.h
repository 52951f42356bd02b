// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: kick, ban, unban, ignore, report, invites. GUI thread.
class CtlModeration : public QObject
{
    Q_OBJECT

public:
    explicit CtlModeration(CtlCommands &commands, QObject *parent = nullptr);

private:
    static void carryOut(Moderation::Deed deed, CtlCall &call, Session &session, const RoomId &room);
    static void ignore(CtlCall &call, Session &session);
    static void report(CtlCall &call, Session &session, const RoomId &room);
    static void invites(CtlCall &call, Session &session);
};

}
