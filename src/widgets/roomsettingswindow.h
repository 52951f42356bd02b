// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomsettings.h"

#include <QDialog>

class QStackedWidget;

namespace linnet {

class Avatars;
class BusyLine;
class MessageBar;
class RoomGeneralPage;
class Session;
class SettingsPages;

/// How a room is set up, a page for each matter; what is changed applies at once. Modeless; deletes itself
/// when it is closed, once all that was changed has been sent. GUI thread; must not outlive its arguments.
class RoomSettingsWindow : public QDialog
{
    Q_OBJECT

public:
    RoomSettingsWindow(Session &session, Avatars &avatars, const RoomId &room, QWidget *parent);

    const RoomId &room() const { return m_settings->room(); }
    void done(int result) override;

Q_SIGNALS:
    void upgradeRequested(const linnet::RoomId &room);
    void leaveRequested(const linnet::RoomId &room);
    void encryptRequested(const linnet::RoomId &room);

private:
    void refresh();
    void retry();

    RoomSettings *m_settings;
    QStackedWidget *m_whole; ///< what is waited for, or the pages
    SettingsPages *m_pages;
    BusyLine *m_busy;
    MessageBar *m_trouble;
    RoomGeneralPage *m_general = nullptr;
};

}
