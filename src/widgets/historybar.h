// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

#include "base/ids.h"

namespace linnet {

class Session;

/// Says how far the history of the open room has been fetched while that goes on, and ends it. Knows too of
/// messages that somebody wants to see and that are not here yet. GUI thread; must not outlive its Session.
class HistoryBar : public MessageBar
{
    Q_OBJECT

public:
    explicit HistoryBar(Session &session, QWidget *parent = nullptr);

    void setRoom(const RoomId &room);
    void fetchUntil(const RoomId &room, const EventId &event); ///< the room's history, until `event` is here

Q_SIGNALS:
    void arrived(const linnet::RoomId &room, const linnet::EventId &event);
    void done(const QString &what); ///< worth a line
    void failed(const linnet::RoomId &room, const QString &what, const QString &detail);

private:
    void refresh();
    void arrive();

    Session &m_session;
    RoomId m_room;
    RoomId m_wantedRoom; ///< empty: no message is awaited
    EventId m_wanted;
};

}
