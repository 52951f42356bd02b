// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

#include <optional>

namespace linnet {

class RoomHistory;
class Session;
class TimelineView;

/// Tells the server what was seen of a room, or of one of its threads. What is on the screen while one waits
/// for a message to go to does not count, unless one stays there. GUI thread; must not outlive its arguments.
class RoomReading : public QObject
{
    Q_OBJECT

public:
    RoomReading(Session &session, TimelineView &view, const RoomHistory &history, QObject *parent = nullptr);

    void setRoom(const RoomId &room, const EventId &thread); ///< both empty: none
    /// A message of the room is being fetched (HistoryFetch), and RoomHistory::goTo() is to come.
    void hold();

private:
    void onSeen(const EventId &event);
    void drop();
    void release();
    void tell(const EventId &event);

    Session &m_session;
    TimelineView &m_view;
    RoomId m_room;
    EventId m_thread;
    std::optional<EventId> m_held; ///< after hold(): what was seen since, or empty
};

}
