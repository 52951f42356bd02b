// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/encryptiondialogs.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace linnet {

class StatusLine;

/// How an account's encryption stands, a line for each matter with what can be done about it, as of now. GUI
/// thread; must not outlive its Session.
class EncryptionSettingsPage : public QWidget
{
    Q_OBJECT

public:
    EncryptionSettingsPage(Session &session, QWidget *parent);

Q_SIGNALS:
    void signOutRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void refresh();
    void showProblem();
    void showSession(const RecoveryStatus &status);
    void showRecoveryKey(const RecoveryStatus &status);
    void showBackup(const RecoveryStatus &status);
    void showDownload();
    void onRecoveryAction();
    void onBackupAction();
    void fetchAll();
    void say(const QString &what);

    Session &m_session;
    EncryptionDialogs m_dialogs;
    StatusLine *m_problem;
    StatusLine *m_thisSession;
    StatusLine *m_recoveryKey;
    StatusLine *m_backup;
    StatusLine *m_files;
    QPushButton *m_import;
    QPushButton *m_reset;
    QLabel *m_outcome;
    QTimer m_tick; ///< while all keys are fetched
};

}
