// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace linnet {

class EncryptionDialogs;
class Preferences;
class Session;

/// What a person may choose, a page for each matter. What is changed applies at once. Modeless; GUI thread;
/// must not outlive its arguments.
class SettingsWindow : public QDialog
{
    Q_OBJECT

public:
    SettingsWindow(Preferences &preferences, Session &session, EncryptionDialogs &dialogs, QWidget *parent);

Q_SIGNALS:
    void verifyRequested(const QString &session); ///< one of one's own; empty: any other
    void signOutRequested();
    void deactivated(); ///< the account is closed at its server
};

}
