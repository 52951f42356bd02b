// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/hiding.h"
#include "session/memberchange.h"

#include <QList>

namespace linnet::RunText {

/// What changes of memberships come to, oldest first, in one sentence: "Alice, Bob and 7 others joined, Carol
/// left". Everybody counts once, for what became of them. Pure, any thread.
QString of(const QList<const MemberChange *> &changes);

/// What stands over a message that a policy list speaks against, and what is quoted of a hidden one.
QString cover(const Hiding &hiding);
QString hidden();

}
