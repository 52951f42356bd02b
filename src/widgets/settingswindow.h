// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QStackedWidget;

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

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void addPage(const QString &icon, const QString &name, QWidget *page);

    QListWidget *m_names;
    QStackedWidget *m_pages;
    QStringList m_icons; ///< of the pages, by name
};

}
