// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/discarding.h"

#include "session/sendqueue.h"
#include "widgets/noticebar.h"

#include <QCoreApplication>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::Discarding)
};

}

void discardUnsent(SendQueue &queue, const QList<OutboxItem> &items, NoticeBar &notice)
{
    if (items.isEmpty())
        return;
    for (const OutboxItem &item : items)
        queue.discard(item.txn);
    notice.offer(Words::tr("%n message(s) discarded.", nullptr, int(items.size())), Words::tr("Put back"),
                 [&queue, items] {
                     for (const OutboxItem &item : items)
                         queue.putBack(item);
                 });
}

}
