// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QList>

namespace linnet {

/// What an item of the outbox relates to may stand there itself, without an event id. The item's content then
/// names its transaction id in that place: in `m.relates_to`, in `m.in_reply_to`, or in `redacts` of a
/// redaction. It is replaced before the item is sent. Pure, any thread.
namespace unsenttargets {

TxnId makeTxn();
/// Whether that is an id of makeTxn(). No server's event ids look like it.
bool isTxn(const QString &id);
/// What the content names that has no event id yet.
QList<TxnId> in(const QByteArray &content);
/// `content` with `event` in the place of `txn`; the same if it does not name it.
QByteArray replaced(const QByteArray &content, const TxnId &txn, const EventId &event);

}

}
