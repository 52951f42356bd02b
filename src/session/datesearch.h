// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/store.h"

namespace linnet {

/// Finds the first event of a room at some time or after it: what is stored says so if nothing is missing
/// there, else the server does. `api` and `store` must outlive the answer. GUI thread.
namespace DateSearch {

struct Found
{
    EventId event;             ///< empty: nothing has been said since
    bool isStoredOnly = false; ///< the server cannot be asked, and something is missing that may be older
};
/// `ts` in ms.
Task<Found> firstFrom(ApiClient &api, Store &store, const RoomId &room, qint64 ts);

}

}
