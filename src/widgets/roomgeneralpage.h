// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/roomsettingspage.h"

class QPushButton;

namespace linnet {

class AvatarSetting;
class Avatars;
class TextSetting;

/// What a room is called and looks like, where it is found, and how it ends. GUI thread; must not outlive its
/// arguments.
class RoomGeneralPage : public RoomSettingsPage
{
    Q_OBJECT

public:
    RoomGeneralPage(RoomSettings &settings, Avatars &avatars, QWidget *parent);
    void commit() override;

Q_SIGNALS:
    void upgradeRequested();
    void leaveRequested();

protected:
    void refresh() override;

private:
    QLabel *m_notices;
    AvatarSetting *m_avatar;
    TextSetting *m_name;
    TextSetting *m_topic;
    QLabel *m_version;
    QPushButton *m_upgrade;
    QPushButton *m_leave;
};

}
