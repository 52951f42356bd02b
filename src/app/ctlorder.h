// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: tag, mute. GUI thread; dies before the AccountKeeper.
class CtlOrder : public QObject
{
    Q_OBJECT

public:
    explicit CtlOrder(CtlCommands &commands, QObject *parent = nullptr);

private:
    void tag(CtlCall &call, Session &session, const RoomId &room);
    void mute(CtlCall &call, Session &session, const RoomId &room);
};

}
