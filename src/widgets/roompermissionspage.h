// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace linnet {

class RoomSettings;

/// Who is what in a room, and what that lets one do. GUI thread; must not outlive the settings.
class RoomPermissionsPage : public QWidget
{
    Q_OBJECT

public:
    RoomPermissionsPage(RoomSettings &settings, QWidget *parent);
};

}
