// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/accountrules.h"
#include "store/messageindex.h"
#include "store/outboxtable.h"

#include <functional>

namespace linnet {

/// What the writers of one transaction share.
struct WriteContext
{
    Database &database;
    UserId self;
    Dialect dialect = Dialect::V3;
    qint64 now = 0;             ///< ms; dates invitations
    std::function<void()> tick; ///< called now and then; lets reads pass
    EchoMatcher &echoes;
    MessageIndex &index;
    AccountRules &rules;
    bool isFetchedRoom = false; ///< a room that was asked for beside the stream
};

}
