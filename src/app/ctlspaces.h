// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlcommands.h"

#include <QObject>

namespace linnet {

/// `ctl spaces`: those one has joined, with what stands in each. What rooms are called in which one is not
/// says the server; if it does not in a few seconds, the answer is without. GUI thread; dies before the
/// AccountKeeper.
class CtlSpaces : public QObject
{
    Q_OBJECT

public:
    CtlSpaces(CtlCommands &commands, AccountKeeper &keeper, QObject *parent = nullptr);

private:
    void spaces(CtlCall &call, Session &session);
};

}
