// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <memory>

namespace linnet {

class NoticeBar;
class SendQueue;

/// Takes messages out of the outbox, and offers to put them back as they were. What is discarded while the
/// offer is up joins it, so that a second slip of the finger does not make the first one final. GUI thread;
/// `queue` must outlive `notice`.
class Discarding
{
public:
    Discarding(SendQueue &queue, NoticeBar &notice);

    /// Leaves out what is being sent: it may arrive all the same.
    void discard(const QList<OutboxItem> &items);

private:
    SendQueue &m_queue;
    NoticeBar &m_notice;
    std::weak_ptr<QList<OutboxItem>> m_offered; ///< lives as long as the offer
};

}
