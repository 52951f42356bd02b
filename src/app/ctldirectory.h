// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

class Directory;

/// `ctl`: directory, preview, knock: rooms that one is not in. GUI thread; dies before the AccountKeeper.
class CtlDirectory : public QObject
{
    Q_OBJECT

public:
    CtlDirectory(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    void directory(CtlCall &call, Session &session);
    void preview(CtlCall &call, Session &session);
    void knock(CtlCall &call, Session &session);
    static void onListed(CtlCall &call, Directory &listed, int limit);

    AccountKeeper &m_keeper;
};

}
