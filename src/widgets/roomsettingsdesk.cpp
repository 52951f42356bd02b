// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomsettingsdesk.h"

#include "session/session.h"
#include "widgets/bringup.h"
#include "widgets/roomsettingswindow.h"
#include "widgets/stateexplorer.h"
#include "widgets/upgradedialog.h"

namespace linnet {

RoomSettingsDesk::RoomSettingsDesk(Session &session, Avatars &avatars, QWidget &window)
    : m_session(session), m_avatars(avatars), m_window(window)
{
}

RoomSettingsDesk::~RoomSettingsDesk()
{
    for (const auto &[room, window] : m_settings)
        delete window;
    for (const auto &[room, window] : m_states)
        delete window;
}

void RoomSettingsDesk::showSettings(const RoomId &room)
{
    const Room *known = m_session.rooms().find(room);
    if (!known || known->membership != Membership::Join)
        return;
    QPointer<RoomSettingsWindow> &window = m_settings[room];
    // One that is closed may still have something to send.
    if (!window || !window->isVisible()) {
        window = new RoomSettingsWindow(m_session, m_avatars, room, &m_window);
        connect(window, &RoomSettingsWindow::upgradeRequested, this,
                [this, opened = window.data()](const RoomId &id) { upgrade(id, *opened); });
        connect(window, &RoomSettingsWindow::leaveRequested, this, &RoomSettingsDesk::leaveRequested);
        connect(window, &RoomSettingsWindow::encryptRequested, this, &RoomSettingsDesk::encryptRequested);
    }
    bringUp(*window);
}

void RoomSettingsDesk::upgrade(const RoomId &room, RoomSettingsWindow &window)
{
    const Room *known = m_session.rooms().find(room);
    if (!known)
        return;
    auto *dialog = new UpgradeDialog(m_session, *known, &window);
    connect(dialog, &UpgradeDialog::upgraded, this, &RoomSettingsDesk::upgraded);
    dialog->open();
}

void RoomSettingsDesk::showState(const RoomId &room)
{
    if (!m_session.rooms().find(room))
        return;
    QPointer<StateExplorer> &window = m_states[room];
    if (!window)
        window = new StateExplorer(m_session, room, &m_window);
    bringUp(*window);
}

void RoomSettingsDesk::close()
{
    for (const auto &[room, window] : m_settings) {
        if (window)
            window->close();
    }
    for (const auto &[room, window] : m_states) {
        if (window)
            window->close();
    }
}

}
