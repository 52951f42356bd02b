// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>
#include <QPointer>

#include <map>

class QWidget;

namespace linnet {

class Avatars;
class RoomSettingsWindow;
class Session;
class StateExplorer;

/// Opens the settings and the state of rooms, one window of each a room. GUI thread; must not outlive its
/// arguments.
class RoomSettingsDesk : public QObject
{
    Q_OBJECT

public:
    RoomSettingsDesk(Session &session, Avatars &avatars, QWidget &window);
    ~RoomSettingsDesk() override;

    void showSettings(const RoomId &room); ///< nothing for a room one is not in
    void showState(const RoomId &room);
    void close(); ///< else the program would go on for them alone

Q_SIGNALS:
    void upgraded(const linnet::RoomId &room, const QString &what); ///< as UpgradeDialog has it
    // Of the room that a window is about
    void leaveRequested(const linnet::RoomId &room);
    void encryptRequested(const linnet::RoomId &room);

private:
    void upgrade(const RoomId &room, RoomSettingsWindow &window);

    Session &m_session;
    Avatars &m_avatars;
    QWidget &m_window;
    std::map<RoomId, QPointer<RoomSettingsWindow>> m_settings;
    std::map<RoomId, QPointer<StateExplorer>> m_states;
};

}
