// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl`: encryption, recover. GUI thread; dies before the AccountKeeper.
class CtlEncryption : public QObject
{
    Q_OBJECT

public:
    CtlEncryption(CtlCommands &commands, Clock &clock, QObject *parent = nullptr);

private:
    void encryption(CtlCall &call, Session &session);
    void recover(CtlCall &call, Session &session);
    void makeKey(CtlCall &call, Session &session, bool isReset);
    void download(CtlCall &call, Session &session);
    void answerStatus(CtlCall &call, Session &session);
    void answerNow(CtlCall &call, Session &session);

    Clock &m_clock;
};

}
