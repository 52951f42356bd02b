// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

class Windows;

/// `ctl`: open, shot, show, quit. GUI thread; dies before the Windows.
class CtlWindows : public QObject
{
    Q_OBJECT

public:
    CtlWindows(CtlCommands &commands, Windows &windows, QObject *parent = nullptr);

Q_SIGNALS:
    void quitRequested();

private:
    void open(CtlCall &call, Session &session, const RoomId &room);
    void shot(CtlCall &call);
    void show(CtlCall &call);

    Windows &m_windows;
};

}
