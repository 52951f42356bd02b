// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace linnet {

class EncryptionDialogs;
class Session;
class StatusLine;
struct RecoveryStatus;

/// How an account's encryption stands, a line for each matter with what can be done about it, as of now. GUI
/// thread; must not outlive its arguments.
class EncryptionSettingsPage : public QWidget
{
    Q_OBJECT

public:
    EncryptionSettingsPage(Session &session, EncryptionDialogs &dialogs, QWidget *parent);

Q_SIGNALS:
    void verifyRequested(); ///< this session, by any other of one's own
    void signOutRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    QList<StatusLine *> lines() const;
    void alignButtons();
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
    EncryptionDialogs &m_dialogs;
    StatusLine *m_problem;
    StatusLine *m_thisSession;
    StatusLine *m_recoveryKey;
    StatusLine *m_backup;
    StatusLine *m_export;
    StatusLine *m_import;
    StatusLine *m_reset;
    QLabel *m_outcome;
    QTimer m_tick; ///< while all keys are fetched
};

}
