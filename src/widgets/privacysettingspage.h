// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace linnet {

class Preferences;
class Session;

/// What others are told of what one does, and whom one keeps off. What the server cannot tell is not shown.
/// GUI thread; must not outlive its arguments.
class PrivacySettingsPage : public QWidget
{
    Q_OBJECT

public:
    PrivacySettingsPage(Preferences &preferences, Session &session, QWidget *parent);
};

}
