// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

namespace linnet {

class MainMenu;
class MessageFinder;
class ModerationDesk;
class NoticeBar;
class Preferences;
class RoomDialogs;
class RoomHeader;
class RoomPage;
class RoomPanel;
class RoomSettingsDesk;
class RoomView;
class Session;

/// What one does with a room that one is in or was invited to: leads what the menus, the list of rooms and
/// the invitation page want of it to who does it. GUI thread; must not outlive its Session, nor serve
/// anything once its other parts are gone.
class RoomDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        MainMenu &menu; ///< of the open room
        RoomPanel &panel;
        RoomPage &page; ///< knows which one is open
        RoomView &view;
        RoomHeader &header;
        MessageFinder &finder;
        RoomDialogs &dialogs;
        RoomSettingsDesk &settings;
        ModerationDesk &moderation;
        Preferences &preferences;
        NoticeBar &notice;
    };
    explicit RoomDesk(const Parts &parts);

Q_SIGNALS:
    void showRequested(const linnet::RoomId &room);

private:
    void connectPanel();
    void connectInvitation();
    void connectMenu();
    void connectSettings();
    RoomId room() const; ///< the open one

    Parts m_parts;
};

}
