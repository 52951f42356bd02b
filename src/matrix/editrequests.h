// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/event.h"
#include "matrix/request.h"

namespace linnet {

/// A page of the edits of one message, the newest first.
struct EditsPage
{
    QList<Event> events;
    QString nextBatch; ///< asks for the next page; empty: there is none
};

/// Asks a server for what was made of a message (client-server API, "Relationships API"; since 1.3). Pure.
namespace EditRequests {

/// `from` empty: the newest.
Request edits(const RoomId &room, const EventId &event, const QString &from);
Result<EditsPage> readEdits(const QByteArray &reply, qint64 now);

}

}
