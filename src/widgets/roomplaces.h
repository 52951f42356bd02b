// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/previewdesk.h"
#include "widgets/spacedesk.h"

#include <QObject>
#include <QUrl>

class QMainWindow;

namespace linnet {

class Avatars;
class InvitesPage;
class KnockBar;
class MainMenu;
class MessageFinder;
class ModerationDesk;
class NoticeBar;
class Preferences;
class RoomDialogs;
class RoomListModel;
class RoomPage;
class RoomPanel;
class RoomPreviewPage;
class RoomSettingsDesk;
class Session;
class SideWindows;

/// Where one goes in the main window besides the rooms that one is in: the preview of a room, spaces with
/// their lobby, the invitations of strangers, who are left out of what is shown elsewhere. Makes what these
/// need and connects it with the window's other parts. GUI thread; must not outlive its Session, nor serve
/// anything once those parts are gone.
class RoomPlaces : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        Avatars &avatars;
        Preferences &preferences;
        RoomListModel &rooms;
        RoomPanel &panel;
        RoomPage &page;
        RoomDialogs &dialogs;
        RoomSettingsDesk &settings;
        SideWindows &sideWindows;
        MessageFinder &finder;
        ModerationDesk &moderation;
        KnockBar &knocks;
        NoticeBar &notice;
        MainMenu &menu;
        QMainWindow &window;
    };

    /// Which space is chosen is kept in `settingsPath` (INI).
    RoomPlaces(const Parts &parts, const QString &settingsPath);

    PreviewDesk &preview() { return m_preview; }
    SpaceDesk &spaces() { return m_spaces; }
    /// For all ways into a room.
    JoinGuard guard() const;

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room); ///< the keyboard goes there too
    void showRequested(const linnet::RoomId &room); ///< the keyboard stays; empty: none is open any more
    void linkActivated(const QUrl &url);

private:
    void connectPreview();
    void connectSafety();
    void connectSpaces();
    void goBack();
    void showInvites();

    Parts m_parts;
    RoomPreviewPage *m_previewPage;
    PreviewDesk m_preview;
    SpaceDesk m_spaces;
    InvitesPage *m_invites = nullptr; ///< once it was wanted
};

}
