// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

namespace linnet {

class NoticeBar;
class SendQueue;

/// Takes messages out of the outbox, and offers in `notice` to put them back as they were. `queue` must
/// outlive `notice`. GUI thread.
void discardUnsent(SendQueue &queue, const QList<OutboxItem> &items, NoticeBar &notice);

}
