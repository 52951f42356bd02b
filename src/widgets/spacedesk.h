// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/spacemodel.h"
#include "models/spacescope.h"
#include "widgets/spacedialogs.h"

#include <QObject>

#include <functional>

class QMenu;

namespace linnet {

class Avatars;
class RoomPage;
class RoomPanel;
class SpaceLobby;
class SpaceRail;
class SpaceTitle;
struct Room;

/// All of the main window that is about spaces: the bar at its side, whose rooms the list shows, a space's
/// lobby, and what is asked before one is made or left. Which space is chosen is kept in the settings. GUI
/// thread; must not outlive its Session, nor the widgets it is given.
class SpaceDesk : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        Avatars &avatars;
        RoomPanel &panel;
        RoomPage &page;
        QWidget &window;
    };

    /// Remembers what was chosen in `settingsPath` (INI).
    SpaceDesk(const Parts &parts, QString settingsPath, QObject *parent = nullptr);

    SpaceRail *rail() { return m_rail; } ///< whoever lays it out takes it
    SpaceLobby *lobby() { return m_lobby; }
    SpaceDialogs &dialogs() { return m_dialogs; }
    const RoomId &chosen() const { return m_scope.space(); }
    void choose(const RoomId &space); ///< empty: Home
    /// Puts something more into the menu of a space.
    void setMenuAddition(std::function<void(QMenu &menu, const Room &space)> add)
    {
        m_addToMenu = std::move(add);
    }
    bool hasSpaces() const;

Q_SIGNALS:
    void openRequested(const linnet::RoomId &room); ///< a room, or a space itself
    void inviteRequested(const linnet::RoomId &space);
    void settingsRequested(const linnet::RoomId &space);
    void joinRequested(); ///< which space, is to be asked
    void markReadRequested(const linnet::RoomId &room);
    void failed(const QString &what, const QString &detail);
    void spacesChanged(); ///< hasSpaces() may be another

private:
    void connectAll();
    void show();
    void showMenu(const RoomId &space, int row, const QPoint &at);
    void fillHomeMenu(QMenu &menu);
    void fillSpaceMenu(QMenu &menu, const RoomId &space, int row);
    void markRead(const RoomId &space);
    void move(const RoomId &space, int to);

    Parts m_parts;
    QString m_settingsPath;
    SpaceModel m_model;
    SpaceScope m_scope;
    SpaceDialogs m_dialogs;
    std::function<void(QMenu &menu, const Room &space)> m_addToMenu;
    SpaceRail *m_rail;
    SpaceTitle *m_title;
    SpaceLobby *m_lobby;
};

}
