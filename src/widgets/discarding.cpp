// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/discarding.h"

#include "session/sendqueue.h"
#include "widgets/noticebar.h"

#include <QCoreApplication>

#include <algorithm>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::Discarding)
};

}

Discarding::Discarding(SendQueue &queue, NoticeBar &notice) : m_queue(queue), m_notice(notice) {}

void Discarding::discard(const QList<OutboxItem> &items)
{
    const auto before = m_offered.lock();
    const auto offered = std::make_shared<QList<OutboxItem>>(before ? *before : QList<OutboxItem>());
    QList<TxnId> txns;
    for (const OutboxItem &item : items) {
        if (m_queue.isSending(item.txn))
            continue;
        txns << item.txn;
        offered->append(item);
    }
    if (txns.isEmpty())
        return;
    m_queue.discard(txns);
    std::stable_sort(offered->begin(), offered->end(),
                     [](const OutboxItem &a, const OutboxItem &b) { return a.ts < b.ts; });
    m_offered = offered;
    m_notice.offer(Words::tr("%n message(s) discarded.", nullptr, int(offered->size())),
                   Words::tr("Put back"), [&queue = m_queue, offered] {
                       for (const OutboxItem &item : *offered)
                           queue.putBack(item);
                   });
}

}
