// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace linnet {

class Preferences;

/// How messages are shown, and what beside what people say. GUI thread; must not outlive its arguments.
class TimelineSettingsPage : public QWidget
{
    Q_OBJECT

public:
    TimelineSettingsPage(Preferences &preferences, QWidget *parent);
};

}
