// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace linnet {

class Preferences;

/// How the list of rooms is ordered. GUI thread; must not outlive its arguments.
class RoomListSettingsPage : public QWidget
{
    Q_OBJECT

public:
    RoomListSettingsPage(Preferences &preferences, QWidget *parent);
};

}
