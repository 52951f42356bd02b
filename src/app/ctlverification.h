// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: sessions, verify. A verification goes in two requests of one client: `verify` is answered when
/// there is something to compare, `compared` says how that came out. GUI thread; dies before the
/// AccountKeeper.
class CtlVerification : public QObject
{
    Q_OBJECT

public:
    explicit CtlVerification(CtlCommands &commands, QObject *parent = nullptr);

private:
    void sessions(CtlCall &call, Session &session);
    void verify(CtlCall &call, Session &session);
    void compared(CtlCall &call, Session &session);
    void goOn(CtlCall &call, Session &session, const VerificationFlow &flow);
    void takeStep(CtlCall &call, Task<Done> step);
};

}
