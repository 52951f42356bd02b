// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

class RoomSettings;

/// `ctl settings`: how a room is set up, and changes of it. GUI thread; dies before the AccountKeeper.
class CtlSettings : public QObject
{
    Q_OBJECT

public:
    CtlSettings(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    void settings(CtlCall &call, Session &session, const RoomId &room);
    void change(CtlCall &call, RoomSettings &settings);
    void setLevel(CtlCall &call, RoomSettings &settings);
    void setAddress(CtlCall &call, RoomSettings &settings);

    AccountKeeper &m_keeper;
};

}
