// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/datejump.h"
#include "widgets/pins.h"

namespace linnet {

class Avatars;
class FindPalette;
class HistoryBar;
class NoticeBar;
class RoomListModel;
class RoomView;
class Session;

/// Brings one to a message: in the open room, in another, or in what only the server has, which is fetched
/// first. Has all by which one is chosen: the palette, a date, the pinned ones. GUI thread; must not outlive
/// what it is made with, and goes before the window does.
class MessageFinder : public QObject
{
    Q_OBJECT

public:
    /// The window's parts to work with.
    struct Parts
    {
        RoomView &view;
        HistoryBar &history;
        NoticeBar &notice;
        QWidget &window;
    };

    MessageFinder(Session &session, const RoomListModel &rooms, Avatars &avatars, const Parts &parts);
    ~MessageFinder() override;

    void setRoom(const RoomId &room) { m_room = room; } ///< the open one
    void openPalette();
    void openPaletteInRoom(); ///< for messages of the open room alone
    /// Lists those of the open room, below `button` (on the screen).
    void showPins(const QRect &button);
    void show(const RoomId &room, const EventId &event);
    void giveUp(); ///< says that a message cannot be shown

Q_SIGNALS:
    /// The room is to be open when this comes back.
    void openRequested(const linnet::RoomId &room);
    void roomChosen(const linnet::RoomId &room);
    void personChosen(const linnet::UserId &user); ///< with whom there is no direct chat

private:
    FindPalette &palette();
    void showFromServer(const RoomId &room, const EventId &event);
    void onNotFound(const EventId &event);
    void onArrived(const RoomId &room, const EventId &event);

    Session &m_session;
    const RoomListModel &m_rooms;
    Avatars &m_avatars;
    Parts m_parts;
    DateJump m_dateJump;
    Pins m_pins;
    FindPalette *m_palette = nullptr; ///< once it was asked for; the window's
    RoomId m_room;
    EventId m_fetched; ///< the last that was wanted and not stored
};

}
