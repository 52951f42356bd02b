// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomfacts.h"

#include "base/task.h"

#include <QByteArray>
#include <QList>

namespace linnet {

class ApiClient;
class Store;

/// One state event of a room as a whole.
struct StateDumpEntry
{
    QString type;
    QString stateKey;
    QByteArray json; ///< compact
};

/// All of a room's state, members too, for who wants to see it as it is.
struct RoomStateDump
{
    QList<StateDumpEntry> entries; ///< by type and key
    bool isFromServer = true;      ///< else what is stored here, without members

    /// The events with an empty key.
    RoomStateValues values() const;

    /// Asks the server; where that is out of reach, the store. Read on a thread of the pool. `context` must
    /// not outlive the other arguments. GUI thread.
    static Task<RoomStateDump> ask(ApiClient &api, Store &store, const RoomId &room, QObject *context);
    /// BadReply: it is no list. What of it is no state event is left out. Pure, any thread.
    static Result<RoomStateDump> read(const QByteArray &reply);
};

}
