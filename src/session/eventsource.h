// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/apiclient.h"
#include "store/store.h"

namespace linnet {

/// What stands behind a message: the event as the server gave it, and what it said before it was edited.
/// `api` and `store` must outlive the answer. GUI thread.
namespace EventSource {

/// As it is stored; its text is Event::raw. NotFound if it is not.
Task<Event> stored(Store &store, const RoomId &room, const EventId &event);
/// A window of it alone as the server has it, and what is stored that relates to it; it is not stored.
/// BadReply if what comes is another event.
Task<HistoryWindow> fetched(ApiClient &api, Store &store, const RoomId &room, const EventId &event);
/// As it is stored; where it is not, as the server has it.
Task<Event> event(ApiClient &api, Store &store, const RoomId &room, const EventId &event);
/// The message as it was sent, then its edits by the same sender in any order, as far as they are stored.
/// NotFound if it is not.
Task<QList<Event>> storedVersions(Store &store, const RoomId &room, const EventId &event);
/// The same, with what only the server has; without, if it can give none, as under api/v1.
Task<QList<Event>> versions(ApiClient &api, Store &store, const RoomId &room, const EventId &event);

}

}
